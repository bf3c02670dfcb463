package dev.ridewire.booking.domain;

import dev.ridewire.geo.GeoPoint;
import java.time.Duration;

/**
 * The distance and duration of a trip: estimated beforehand, or measured.
 *
 * @param distanceMeters along the road
 */
public record TripLength(long distanceMeters, Duration duration) {
    public TripLength {
        if (distanceMeters < 0 || duration.isNegative()) {
            throw new IllegalArgumentException(
                    "distance: %d m, duration: %s (expected: 0 or more)".formatted(distanceMeters, duration));
        }
    }

    /** The great circle, made longer by the detours of a street grid, at the average speed of city traffic. */
    public static TripLength estimateBetween(GeoPoint pickup, GeoPoint dropoff, TravelAssumptions assumptions) {
        double meters = pickup.metersTo(dropoff) * assumptions.detourFactor();
        return new TripLength(
                Math.round(meters), Duration.ofSeconds(Math.round(meters / assumptions.metersPerSecond())));
    }
}
