package dev.ridewire.dispatch.domain.shift;

import java.util.Objects;

/**
 * A driver's car, as a rider recognises it.
 *
 * @param vehicleClass the class of rides it serves, for example {@code STANDARD}
 * @param plate        the number plate
 * @param model        make and model, for example {@code Toyota Prius}
 */
public record Vehicle(String vehicleClass, String plate, String model) {
    public Vehicle {
        Objects.requireNonNull(vehicleClass, "vehicleClass");
        Objects.requireNonNull(plate, "plate");
        Objects.requireNonNull(model, "model");
    }
}
