package dev.ridewire.tracking.domain;

import dev.ridewire.geo.GeoPoint;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A position that was found plausible. Units as in {@link ReportedPoint}. */
public record Ping(
        GeoPoint position,
        Instant recordedAt,
        @Nullable Double speedMps,
        @Nullable Double headingDegrees,
        @Nullable Double accuracyMeters) {
    public Ping {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(recordedAt, "recordedAt");
    }
}
