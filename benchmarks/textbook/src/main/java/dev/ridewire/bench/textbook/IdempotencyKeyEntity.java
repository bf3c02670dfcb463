package dev.ridewire.bench.textbook;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** A key and its ride. */
@Entity
@Table(name = "idempotency_key")
@NullUnmarked
class IdempotencyKeyEntity {
    @EmbeddedId
    private Id id;
    private String fingerprint;
    private UUID rideId;
    private Instant expiresAt;

    @Embeddable
    record Id(String riderId, String key) implements Serializable {}

    protected IdempotencyKeyEntity() {}

    IdempotencyKeyEntity(Id id, String fingerprint, UUID rideId, Instant expiresAt) {
        this.id = id;
        this.fingerprint = fingerprint;
        this.rideId = rideId;
        this.expiresAt = expiresAt;
    }

    String getFingerprint() {
        return fingerprint;
    }

    UUID getRideId() {
        return rideId;
    }
}
