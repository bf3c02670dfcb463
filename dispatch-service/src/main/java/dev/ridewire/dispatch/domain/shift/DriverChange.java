package dev.ridewire.dispatch.domain.shift;

import java.util.Objects;

/** A fact about a driver, and the driver as they are since. */
public record DriverChange(Driver driver, DriverFact fact) {
    public DriverChange {
        Objects.requireNonNull(driver, "driver");
        Objects.requireNonNull(fact, "fact");
    }
}
