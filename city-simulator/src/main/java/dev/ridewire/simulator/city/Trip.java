package dev.ridewire.simulator.city;

import dev.ridewire.geo.GeoPoint;
import java.time.Duration;
import java.util.Objects;

/**
 * A trip that someone wants to make.
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

    /** Returns the straight-line length in metres. */
    public double meters() {
        return pickup.metersTo(dropoff);
    }
}
