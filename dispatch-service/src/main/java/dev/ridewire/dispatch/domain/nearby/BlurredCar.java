package dev.ridewire.dispatch.domain.nearby;

import dev.ridewire.geo.GeoPoint;
import java.time.Duration;
import java.util.Objects;

/**
 * A free car as riders may see it.
 *
 * @param place the centre of the area in which the car is, never the place of the car
 * @param eta   the travel time from that centre
 */
public record BlurredCar(String vehicleClass, GeoPoint place, Duration eta) {
    public BlurredCar {
        Objects.requireNonNull(vehicleClass, "vehicleClass");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(eta, "eta");
    }
}
