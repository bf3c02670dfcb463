package dev.ridewire.messaging.inbox;

import com.google.protobuf.Message;
import dev.ridewire.events.TraceContext;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * An event that is new to this consumer and newer than all it has applied of the aggregate.
 *
 * @param id          the event's id
 * @param type        its {@code ce_type}; may be one that this consumer doesn't know
 * @param aggregateId its subject
 * @param version     the aggregate's version
 * @param occurredAt  by the producer's clock
 * @param message     the payload: the fact and the aggregate's whole state
 * @param trace       the span of this consumption: the cause of everything that follows from it
 */
public record ReceivedEvent<M extends Message>(
        UUID id, String type, String aggregateId, long version, Instant occurredAt, M message, TraceContext trace) {
    public ReceivedEvent {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(aggregateId, "aggregateId");
        Objects.requireNonNull(occurredAt, "occurredAt");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(trace, "trace");
    }
}
