package dev.ridewire.tracking.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A position as a driver's device reported it, before anything was checked.
 *
 * @param lat            degrees north
 * @param lng            degrees east
 * @param recordedAt     by the device's clock; null where the device sent no readable time
 * @param speedMps       metres per second over ground, if known; phones send a negative speed for an unknown one
 * @param headingDegrees clockwise from north, if known; phones send a negative heading for an unknown one
 * @param accuracyMeters radius within which the true position lies, if known; phones send a negative one for an invalid
 *         position
 */
public record ReportedPoint(
        double lat,
        double lng,
        @Nullable Instant recordedAt,
        @Nullable Double speedMps,
        @Nullable Double headingDegrees,
        @Nullable Double accuracyMeters) {
    public ReportedPoint {
        speedMps = absentIfNegative(speedMps);
        headingDegrees = absentIfNegative(headingDegrees);
    }

    /** Returns the same point with another time. */
    ReportedPoint recordedAt(Instant time) {
        return new ReportedPoint(lat, lng, time, speedMps, headingDegrees, accuracyMeters);
    }

    private static @Nullable Double absentIfNegative(@Nullable Double value) {
        return value != null && value < 0 ? null : value;
    }
}
