package dev.ridewire.tracking.domain;

import dev.ridewire.geo.GeoPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides which points to believe.
 *
 * @param maxFuture         how far a device's clock may be ahead
 * @param maxAge            how old a point may be: devices send late after a tunnel
 * @param maxAccuracyMeters worse ones are useless for finding a car
 * @param maxSpeedMps       what no car on a street drives
 * @param memory            how long a previous point says anything about the next: without this bound, one wrong point
 *                          would have all that follow refused
 */
public record Plausibility(
        Duration maxFuture, Duration maxAge, double maxAccuracyMeters, double maxSpeedMps, Duration memory) {
    /** Two points taken in the same second differ by this much while the car stands. */
    private static final double NOISE_METERS = 30;

    public Plausibility {
        Objects.requireNonNull(maxFuture, "maxFuture");
        Objects.requireNonNull(maxAge, "maxAge");
        Objects.requireNonNull(memory, "memory");
    }

    /** Judges a point by itself, by the clock, and by the driver's previous one (null for the first). */
    public Verdict judge(ReportedPoint point, @Nullable Ping previous, Instant now) {
        Implausibility fault = faultOf(point, now);
        if (fault != null) {
            return new Verdict.Rejected(fault);
        }
        var ping = new Ping(new GeoPoint(point.lat(), point.lng()), point.recordedAt(), point.speedMps(),
                point.headingDegrees(), point.accuracyMeters());
        if (previous != null && !ping.recordedAt().isAfter(previous.recordedAt())) {
            return new Verdict.Rejected(Implausibility.NOT_NEWER);
        }
        if (previous != null && isJump(previous, ping)) {
            return new Verdict.Rejected(Implausibility.TOO_FAST);
        }
        return new Verdict.Accepted(ping);
    }

    private @Nullable Implausibility faultOf(ReportedPoint point, Instant now) {
        if (!within(point.lat(), -90, 90) || !within(point.lng(), -180, 180)
                || !absentOrWithin(point.speedMps(), 0, maxSpeedMps)
                || !absentOrWithin(point.headingDegrees(), 0, 360)
                || !absentOrWithin(point.accuracyMeters(), 0, Double.MAX_VALUE)) {
            return Implausibility.OUT_OF_RANGE;
        }
        if (point.lat() == 0 && point.lng() == 0) {
            return Implausibility.NULL_ISLAND;
        }
        if (point.recordedAt().isAfter(now.plus(maxFuture))) {
            return Implausibility.IN_THE_FUTURE;
        }
        if (point.recordedAt().isBefore(now.minus(maxAge))) {
            return Implausibility.TOO_OLD;
        }
        Double accuracy = point.accuracyMeters();
        return accuracy != null && accuracy > maxAccuracyMeters ? Implausibility.INACCURATE : null;
    }

    private boolean isJump(Ping previous, Ping next) {
        Duration elapsed = Duration.between(previous.recordedAt(), next.recordedAt());
        double reachable = NOISE_METERS + maxSpeedMps * elapsed.toMillis() / 1000.0;
        return elapsed.compareTo(memory) <= 0 && previous.position().metersTo(next.position()) > reachable;
    }

    /** False for a value that is not a number. */
    private static boolean within(double value, double low, double high) {
        return value >= low && value <= high;
    }

    private static boolean absentOrWithin(@Nullable Double value, double low, double high) {
        return value == null || within(value, low, high);
    }
}
