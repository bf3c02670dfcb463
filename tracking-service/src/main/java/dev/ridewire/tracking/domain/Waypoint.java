package dev.ridewire.tracking.domain;

import dev.ridewire.geo.GeoPoint;
import java.time.Instant;
import java.util.Objects;

/** The position of a car at a time. */
public record Waypoint(GeoPoint position, Instant recordedAt) {
    public Waypoint {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(recordedAt, "recordedAt");
    }
}
