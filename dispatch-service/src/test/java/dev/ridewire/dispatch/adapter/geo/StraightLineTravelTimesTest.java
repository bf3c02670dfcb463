package dev.ridewire.dispatch.adapter.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridewire.geo.GeoPoint;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StraightLineTravelTimesTest {
    @Test
    void aKilometreAndItsDetourTakeThreeMinutesAtCitySpeed() {
        var kilometre = new GeoPoint(0.008_993_2, 0);

        assertThat(new StraightLineTravelTimes(1.3, 7).between(new GeoPoint(0, 0), kilometre).toSeconds())
                .isEqualTo(185);
        assertThat(new StraightLineTravelTimes(1.3, 7).between(kilometre, kilometre)).isEqualTo(Duration.ZERO);
    }

    @Test
    void absurdSettingsAreRefused() {
        assertThatThrownBy(() -> new StraightLineTravelTimes(0.9, 7)).hasMessageContaining("detour: 0.9");
        assertThatThrownBy(() -> new StraightLineTravelTimes(1, 0)).hasMessageContaining("metersPerSecond: 0");
    }
}
