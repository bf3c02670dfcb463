package dev.ridewire.booking.adapter.web.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.booking.adapter.web.BookingApi;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class EarningsApiTest extends BookingApi {
    @Test
    void aDriverSeesWhatTheyEarnedOnADayInTheCity() {
        var driver = driver();
        JsonNode first = completedRide(rider(), driver);
        JsonNode second = completedRide(rider(), driver);
        settle(first, null);
        settle(second, null);
        LocalDate today = LocalDate.now(ZoneId.of("America/New_York"));

        JsonNode earnings = json(get(driver, "/v1/drivers/me/earnings?from=%s&to=%s".formatted(
                today.minusDays(1), today)), 200);

        assertThat(earnings.propertyNames()).containsExactly("from", "to", "days");
        JsonNode day = earnings.get("days").get(earnings.get("days").size() - 1);
        assertThat(day.get("rides").asInt()).isPositive();
        assertThat(earnings.get("days").values().stream()
                .map(it -> new BigDecimal(it.get("earned").get("amount").asString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(earned(driver, first).add(earned(driver, second)));
        assertThat(day.get("earned").get("currency").asString()).isEqualTo("USD");
    }

    @Test
    void aDriverSeesTheirOwnAndARiderNone() {
        JsonNode ride = completedRide(rider(), driver());
        settle(ride, null);
        LocalDate today = LocalDate.now(ZoneId.of("America/New_York"));
        String path = "/v1/drivers/me/earnings?from=%s&to=%s".formatted(today.minusDays(1), today);

        assertThat(json(get(driver(), path), 200).get("days")).isEmpty();
        problem(get(rider(), path), 403, "forbidden");
    }

    @ParameterizedTest
    @CsvSource({
            "'', query:from", "from=2026-11-01, query:to", "from=2026-11-02&to=2026-11-01, query:to",
            "from=2026-10-01&to=2026-11-01, query:to", "from=yesterday&to=2026-11-01, query:from",
            "from=+999999999-12-31&to=%2B999999999-12-31, query:from", "from=2026-02-30&to=2026-03-01, query:from",
            "from=-99999-01-01&to=2026-01-01, query:from"})
    void oddDaysAreRefused(String query, String pointer) {
        JsonNode problem = problem(get(driver(), "/v1/drivers/me/earnings?" + query), 400, "malformed-request");

        assertThat(problem.get("errors").get(0).get("pointer").asString()).isEqualTo(pointer);
    }

    @Test
    void aMonthOfThirtyOneDaysIsNotTooLong() {
        json(get(driver(), "/v1/drivers/me/earnings?from=2026-10-01&to=2026-10-31"), 200);
    }

    private BigDecimal earned(Someone driver, JsonNode ride) {
        return new BigDecimal(json(get(driver, pathOf(ride) + "/receipt"), 200).get("total").get("amount").asString());
    }
}
