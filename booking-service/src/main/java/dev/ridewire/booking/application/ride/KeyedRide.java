package dev.ridewire.booking.application.ride;

import dev.ridewire.booking.domain.ride.Ride;
import java.util.Objects;

/** The ride that was stored under an idempotency key, with its request's fingerprint. */
public record KeyedRide(String fingerprint, Ride ride) {
    public KeyedRide {
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(ride, "ride");
    }
}
