package dev.ridewire.booking.domain.fare;

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
}
