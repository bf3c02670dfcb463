package dev.ridewire.dispatch.domain.nearby;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.geo.GeoPoint;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearbyClassTest {
    private static final GeoPoint HERE = new GeoPoint(40.75, -73.98);
    private static final GeoPoint THERE = new GeoPoint(40.76, -73.98);
    private static final GeoPoint FAR = new GeoPoint(40.77, -73.98);

    @Test
    void theNearestAreasOfTheClassAreShownOnce() {
        var cars = List.of(car("STANDARD", FAR, 500), car("STANDARD", THERE, 200), car("XL", HERE, 10),
                car("STANDARD", HERE, 61), car("STANDARD", HERE, 61));

        assertThat(NearbyClass.among(cars, "STANDARD", 2))
                .isEqualTo(new NearbyClass("STANDARD", Duration.ofMinutes(2), List.of(HERE, THERE)));
    }

    @Test
    void aClassWithoutAFreeCarHasNoEta() {
        assertThat(NearbyClass.among(List.of(car("XL", HERE, 10)), "STANDARD", 2))
                .isEqualTo(new NearbyClass("STANDARD", null, List.of()));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "60, 1", "61, 2", "119, 2", "120, 2", "3599, 60"})
    void anEtaIsToldInWholeMinutesRoundedUp(int seconds, int minutes) {
        assertThat(NearbyClass.among(List.of(car("XL", HERE, seconds)), "XL", 1).eta())
                .isEqualTo(Duration.ofMinutes(minutes));
    }

    private static BlurredCar car(String vehicleClass, GeoPoint place, int seconds) {
        return new BlurredCar(vehicleClass, place, Duration.ofSeconds(seconds));
    }
}
