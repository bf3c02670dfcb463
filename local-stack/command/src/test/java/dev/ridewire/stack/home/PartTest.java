package dev.ridewire.stack.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PartTest {
    @Test
    void aServiceBringsWhatItStandsOn() {
        assertThat(Part.withFoundations(List.of(Part.BOOKING)))
                .containsExactlyInAnyOrder(Part.POSTGRES, Part.KAFKA, Part.ZIPKIN, Part.BOOKING);
        assertThat(Part.withFoundations(List.of(Part.KAFKA))).containsExactly(Part.KAFKA);
    }

    @Test
    void anUnknownPartIsAnsweredWithThoseThereAre() {
        assertThatThrownBy(() -> Part.of("redis")).hasMessageContaining("redis")
                .hasMessageContaining("postgres, kafka");
    }
}
