package dev.ridewire.simulator.city;

import dev.ridewire.geo.GeoPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A car's way from one place to another at a steady speed. Its position is a function of time alone, so nobody sees the
 * car jump, however rarely they look.
 */
public record Journey(GeoPoint from, GeoPoint to, Instant departedAt, double metersPerSecond) {
    public Journey {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(departedAt, "departedAt");
        if (!(metersPerSecond > 0)) {
            throw new IllegalArgumentException("metersPerSecond: " + metersPerSecond + " (expected: above 0)");
        }
    }

    /** Returns the journey of a car that does not move. */
    public static Journey parked(GeoPoint at, Instant since) {
        return new Journey(at, at, since, 1);
    }

    public GeoPoint positionAt(Instant time) {
        return Places.between(from, to, shareAt(time));
    }

    public boolean isOverAt(Instant time) {
        return shareAt(time) >= 1;
    }

    public double heading() {
        return Places.heading(from, to);
    }

    private double shareAt(Instant time) {
        double meters = from.metersTo(to);
        if (meters == 0) {
            return 1;
        }
        double driven = Duration.between(departedAt, time).toNanos() / 1e9 * metersPerSecond;
        return Math.clamp(driven / meters, 0, 1);
    }
}
