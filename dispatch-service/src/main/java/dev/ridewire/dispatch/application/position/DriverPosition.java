package dev.ridewire.dispatch.application.position;

import dev.ridewire.geo.GeoPoint;
import java.util.Objects;

/** The position of a driver. */
public record DriverPosition(String driverId, GeoPoint point) {
    public DriverPosition {
        Objects.requireNonNull(driverId, "driverId");
        Objects.requireNonNull(point, "point");
    }
}
