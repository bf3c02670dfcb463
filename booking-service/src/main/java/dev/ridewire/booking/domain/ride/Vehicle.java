package dev.ridewire.booking.domain.ride;

import dev.ridewire.booking.domain.fare.VehicleClass;
import java.util.Objects;

/**
 * A car, as a rider recognises it.
 *
 * @param vehicleClass the class it serves
 * @param plate        the number plate
 * @param model        make and model
 */
public record Vehicle(VehicleClass vehicleClass, String plate, String model) {
    public Vehicle {
        Objects.requireNonNull(vehicleClass, "vehicleClass");
        Objects.requireNonNull(plate, "plate");
        Objects.requireNonNull(model, "model");
    }
}
