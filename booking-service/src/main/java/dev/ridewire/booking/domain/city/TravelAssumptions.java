package dev.ridewire.booking.domain.city;

import dev.ridewire.booking.domain.fare.TripLength;
import dev.ridewire.geo.GeoPoint;
import java.time.Duration;

/**
 * The assumptions about the streets where no road network is known.
 *
 * @param detourFactor    the way by road over the great circle, 1 or more
 * @param metersPerSecond average speed, stops included
 * @param minimumMeters   a shorter great circle is no trip
 * @param maximumMeters   a longer great circle is no trip for a city's car
 */
public record TravelAssumptions(double detourFactor, double metersPerSecond, long minimumMeters, long maximumMeters) {
    public TravelAssumptions {
        if (!(detourFactor >= 1) || !(metersPerSecond > 0)) {
            throw new IllegalArgumentException(
                    "detourFactor: %s (expected: 1 or more), metersPerSecond: %s (expected: more than 0)"
                            .formatted(detourFactor, metersPerSecond));
        }
        if (minimumMeters < 0 || maximumMeters <= minimumMeters) {
            throw new IllegalArgumentException(
                    "minimumMeters: %d, maximumMeters: %d (expected: 0 <= minimum < maximum)"
                            .formatted(minimumMeters, maximumMeters));
        }
    }

    /**
     * Estimates a trip: the great circle, made longer by the detours of a street grid, at the average speed of city
     * traffic.
     */
    public TripLength tripBetween(GeoPoint pickup, GeoPoint dropoff) {
        double meters = pickup.metersTo(dropoff) * detourFactor;
        return new TripLength(Math.round(meters), Duration.ofSeconds(Math.round(meters / metersPerSecond)));
    }
}
