package dev.ridewire.simulator.city;

import dev.ridewire.geo.GeoPoint;
import java.time.Duration;
import java.util.Objects;

/**
 * Someone's wish to go from one place to another.
 *
 * @param requestedAfter time from the start of the simulation to the rider's request
 */
public record Trip(GeoPoint pickup, GeoPoint dropoff, Duration requestedAfter) {
    public Trip {
        Objects.requireNonNull(pickup, "pickup");
        Objects.requireNonNull(dropoff, "dropoff");
        if (requestedAfter.isNegative()) {
            throw new IllegalArgumentException("requestedAfter: " + requestedAfter + " (expected: not negative)");
        }
    }

    /** Straight-line length in metres. */
    public double meters() {
        return pickup.metersTo(dropoff);
    }
}
