package dev.ridewire.tracking.domain;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a driver's device says, before anyone believed it.
 *
 * @param lat            degrees north
 * @param lng            degrees east
 * @param recordedAt     by the device's clock
 * @param speedMps       metres per second over ground, if known
 * @param headingDegrees clockwise from north, if known
 * @param accuracyMeters radius within which the true position lies, if known
 */
public record ReportedPoint(
        double lat,
        double lng,
        Instant recordedAt,
        @Nullable Double speedMps,
        @Nullable Double headingDegrees,
        @Nullable Double accuracyMeters) {
    public ReportedPoint {
        Objects.requireNonNull(recordedAt, "recordedAt");
    }
}
