package dev.ridewire.web;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest extends OverHttp {
    @ParameterizedTest
    @CsvSource({"2026-11-21T10:00:00Z, 2026-11-21T10:00:00.000Z", "2026-11-21T10:00:00.1Z, 2026-11-21T10:00:00.100Z",
            "2026-11-21T10:00:00.123999Z, 2026-11-21T10:00:00.123Z",
            "2026-11-21T11:00:00.000000001+01:00, 2026-11-21T10:00:00.000Z"})
    void aTimeIsWrittenWithThreeDigitsOfASecondHoweverExactItIs(String time, String written) {
        postAsRider("{\"at\":\"%s\"}".formatted(time)).expectStatus().isOk().expectBody()
                .jsonPath("$.at").isEqualTo(written);
    }
}
