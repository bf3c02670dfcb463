package dev.ridewire.booking.application;

import dev.ridewire.booking.domain.Ride;
import java.util.Objects;

/** What was stored under an idempotency key. */
public record KeyedRide(String fingerprint, Ride ride) {
    public KeyedRide {
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(ride, "ride");
    }
}
