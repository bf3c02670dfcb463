package dev.ridewire.tracking.domain;

import dev.ridewire.geo.GeoPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bounds within which a point is believed.
 *
 * @param maxFuture         how far a point may lie in the future, after its time was corrected
 * @param maxAge            how old a point may be: devices send late after a tunnel
 * @param maxAccuracyMeters radius beyond which a position is useless for finding a car
 * @param maxSpeedMps       a speed that no car on a street reaches
 * @param memory            how old a previous point may be to judge the next one by it
 */
public record Plausibility(
        Duration maxFuture, Duration maxAge, double maxAccuracyMeters, double maxSpeedMps, Duration memory) {
    /** The distance between two points that a standing car reports in the same second. */
    private static final double NOISE_METERS = 30;

    public Plausibility {
        Objects.requireNonNull(maxFuture, "maxFuture");
        Objects.requireNonNull(maxAge, "maxAge");
        Objects.requireNonNull(memory, "memory");
    }

    /** Judges a point by itself, by the server's clock, and by the driver's previous one (null for the first). */
    public Verdict judge(ReportedPoint point, @Nullable Ping previous, Instant now) {
        Instant recordedAt = point.recordedAt();
        if (recordedAt == null) {
            return new Verdict.Rejected(Implausibility.UNREADABLE_TIME);
        }
        Implausibility fault = faultOf(point, recordedAt, now);
        if (fault != null) {
            return new Verdict.Rejected(fault);
        }
        var ping = new Ping(new GeoPoint(point.lat(), point.lng()), recordedAt, point.speedMps(),
                point.headingDegrees(), point.accuracyMeters());
        if (previous != null && !ping.recordedAt().isAfter(previous.recordedAt())) {
            return new Verdict.Rejected(Implausibility.NOT_NEWER);
        }
        if (previous != null && isJump(previous, ping)) {
            return new Verdict.Rejected(Implausibility.TOO_FAST);
        }
        return new Verdict.Accepted(ping);
    }

    private @Nullable Implausibility faultOf(ReportedPoint point, Instant recordedAt, Instant now) {
        if (!within(point.lat(), -90, 90) || !within(point.lng(), -180, 180)
                || !absentOrWithin(point.speedMps(), 0, maxSpeedMps)
                || !absentOrWithin(point.headingDegrees(), 0, 360)
                || !absentOrWithin(point.accuracyMeters(), 0, Double.MAX_VALUE)) {
            return Implausibility.OUT_OF_RANGE;
        }
        if (point.lat() == 0 && point.lng() == 0) {
            return Implausibility.NULL_ISLAND;
        }
        if (recordedAt.isAfter(now.plus(maxFuture))) {
            return Implausibility.IN_THE_FUTURE;
        }
        if (recordedAt.isBefore(now.minus(maxAge))) {
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

    /** Reports whether the value lies between the bounds, which NaN does not. */
    private static boolean within(double value, double low, double high) {
        return value >= low && value <= high;
    }

    private static boolean absentOrWithin(@Nullable Double value, double low, double high) {
        return value == null || within(value, low, high);
    }
}
