package dev.ridewire.booking.application.ride;

import java.time.Instant;
import java.util.Objects;

/**
 * A client's promise that all its requests with this key are the same one.
 *
 * @param value       as the client chose it; keys of different riders have nothing to do with each other
 * @param fingerprint of what was asked for
 * @param expiresAt   from then on the key means nothing
 */
public record IdempotencyKey(String value, String fingerprint, Instant expiresAt) {
    public IdempotencyKey {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }
}
