package dev.ridewire.dispatch.domain.shift;

/** The events of a driver, by the names of the contract. */
public enum DriverFact {
    SHIFT_STARTED, SHIFT_ENDED, DRIVER_OFFERED, DRIVER_ENGAGED, DRIVER_RELEASED, VEHICLE_CHANGED
}
