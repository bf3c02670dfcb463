package dev.ridewire.messaging.telemetry;

import com.google.protobuf.Message;
import dev.ridewire.events.TraceContext;
import java.time.Instant;
import java.util.Objects;

/**
 * An event of the topic.
 *
 * @param trace the context in its headers
 */
public record BroadcastEvent<M extends Message>(
        String type, String aggregateId, long version, Instant occurredAt, M message, TraceContext trace) {
    public BroadcastEvent {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(aggregateId, "aggregateId");
        Objects.requireNonNull(occurredAt, "occurredAt");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(trace, "trace");
    }
}
