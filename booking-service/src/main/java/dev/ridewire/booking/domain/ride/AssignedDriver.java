package dev.ridewire.booking.domain.ride;

import dev.ridewire.booking.domain.party.DriverId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * The driver of a ride.
 *
 * @param pickupEta  how long the way to the pickup was expected to take at assignment
 * @param assignedAt when booking confirmed the driver
 */
public record AssignedDriver(DriverId id, Vehicle vehicle, Duration pickupEta, Instant assignedAt) {
    public AssignedDriver {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(vehicle, "vehicle");
        Objects.requireNonNull(assignedAt, "assignedAt");
        if (pickupEta.isNegative()) {
            throw new IllegalArgumentException("pickupEta: " + pickupEta + " (expected: 0 or more)");
        }
    }
}
