package dev.ridewire.dispatch.domain.offer;

import dev.ridewire.geo.GeoPoint;
import java.util.Objects;

/** The trip that a driver is asked to drive. */
public record Trip(String vehicleClass, GeoPoint pickup, GeoPoint dropoff, Fare fare) {
    public Trip {
        Objects.requireNonNull(vehicleClass, "vehicleClass");
        Objects.requireNonNull(pickup, "pickup");
        Objects.requireNonNull(dropoff, "dropoff");
        Objects.requireNonNull(fare, "fare");
    }
}
