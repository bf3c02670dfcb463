package dev.ridewire.messaging.deadletter;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that Kafka refused, kept by the service that wanted to send it.
 *
 * @param reason   what Kafka said
 * @param setAside when
 */
public record SetAsideEvent(UUID id, String topic, String aggregateId, String type, long version, Instant occurredAt,
        byte[] payload, @Nullable String traceparent, String reason, Instant setAside) {
    public SetAsideEvent {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(aggregateId, "aggregateId");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(occurredAt, "occurredAt");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(setAside, "setAside");
        payload = payload.clone();
    }

    /** Returns a copy. */
    @Override
    public byte[] payload() {
        return payload.clone();
    }
}
