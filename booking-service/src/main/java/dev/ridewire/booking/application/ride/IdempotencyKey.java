package dev.ridewire.booking.application.ride;

import java.time.Instant;
import java.util.Objects;

/**
 * A client's promise that all its requests with this key are the same one.
 *
 * @param value       the client's choice; keys of different riders are independent
 * @param fingerprint the hash of the request's content
 * @param expiresAt   the time from which the key is free again
 */
public record IdempotencyKey(String value, String fingerprint, Instant expiresAt) {
    public IdempotencyKey {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }
}
