package dev.ridewire.dispatch.application.position;

import dev.ridewire.geo.GeoPoint;
import java.time.Instant;
import java.util.Objects;

/** The position of a driver at a time. */
public record PositionReport(String driverId, GeoPoint point, Instant recordedAt) {
    public PositionReport {
        Objects.requireNonNull(driverId, "driverId");
        Objects.requireNonNull(point, "point");
        Objects.requireNonNull(recordedAt, "recordedAt");
    }
}
