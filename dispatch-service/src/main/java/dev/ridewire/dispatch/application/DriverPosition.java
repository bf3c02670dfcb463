package dev.ridewire.dispatch.application;

import dev.ridewire.geo.GeoPoint;
import java.util.Objects;

/** Where a driver is. */
public record DriverPosition(String driverId, GeoPoint point) {
    public DriverPosition {
        Objects.requireNonNull(driverId, "driverId");
        Objects.requireNonNull(point, "point");
    }
}
