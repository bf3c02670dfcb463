package dev.ridewire.booking.domain.fare;

import java.util.Objects;

/** A kind of car that riders choose, for example {@code STANDARD}. Which ones exist is configuration. */
public record VehicleClass(String name) {
    public VehicleClass {
        Objects.requireNonNull(name, "name");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("vehicle class is empty");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
