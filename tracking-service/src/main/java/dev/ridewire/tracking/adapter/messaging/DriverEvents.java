package dev.ridewire.tracking.adapter.messaging;

import dev.ridewire.events.dispatch.driver.v1.Driver;
import dev.ridewire.events.dispatch.driver.v1.DriverEvent;
import dev.ridewire.tracking.domain.shift.Shift;
import java.time.Instant;
import java.util.Optional;

/** The translation of dispatch's driver events into shifts. */
final class DriverEvents {
    private DriverEvents() {}

    /**
     * Returns the shift after the event; empty for a status that this version of the code does not know.
     *
     * @throws IllegalArgumentException for an invalid driver
     */
    static Optional<Shift> shiftOf(DriverEvent event) {
        Driver driver = event.getDriver();
        return isOnShift(driver).map(onShift -> new Shift(driver.getDriverId(), driver.getVersion(), onShift,
                Instant.ofEpochSecond(
                        driver.getStatusChangedAt().getSeconds(), driver.getStatusChangedAt().getNanos())));
    }

    private static Optional<Boolean> isOnShift(Driver driver) {
        return switch (driver.getStatus()) {
            case DRIVER_STATUS_OFFLINE -> Optional.of(false);
            case DRIVER_STATUS_AVAILABLE, DRIVER_STATUS_OFFERED, DRIVER_STATUS_ON_RIDE -> Optional.of(true);
            case DRIVER_STATUS_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }
}
