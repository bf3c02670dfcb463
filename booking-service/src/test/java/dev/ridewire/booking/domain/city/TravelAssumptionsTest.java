package dev.ridewire.booking.domain.city;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.geo.GeoPoint;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TravelAssumptionsTest {
    @Test
    void anEstimateTakesDetoursAndTrafficIntoAccount() {
        var assumptions = new TravelAssumptions(1.3, 6.5, 50, 200_000);

        var trip = assumptions.tripBetween(new GeoPoint(0, 0), new GeoPoint(0, 0.1));

        assertThat(trip.distanceMeters()).isEqualTo(14_455);
        assertThat(trip.duration()).isEqualTo(Duration.ofSeconds(2_224));
    }
}
