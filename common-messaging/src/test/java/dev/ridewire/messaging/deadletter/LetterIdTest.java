package dev.ridewire.messaging.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetterIdTest {
    @Test
    void aLetterIsNamedByWhereItLies() {
        var id = LetterId.parse("ridewire.booking.ride.v1.dlt/3/42");

        assertThat(id).isEqualTo(new LetterId("ridewire.booking.ride.v1.dlt", 3, 42));
        assertThat(id).hasToString("ridewire.booking.ride.v1.dlt/3/42");
        assertThat(id.originalTopic()).isEqualTo("ridewire.booking.ride.v1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "42", "ridewire.booking.ride.v1.dlt/3", "ridewire.booking.ride.v1/3/42",
            "ridewire.booking.ride.v1.dlt/-1/42", "ridewire.booking.ride.v1.dlt/3/42/1", "a b.dlt/1/1",
            "ridewire.booking.ride.v1.dlt/1/99999999999999999999"})
    void whatIsNoNameIsRefused(String text) {
        assertThatThrownBy(() -> LetterId.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: ");
    }
}
