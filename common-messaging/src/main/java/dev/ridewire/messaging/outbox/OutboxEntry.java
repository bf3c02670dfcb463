package dev.ridewire.messaging.outbox;

import com.google.protobuf.Message;
import dev.ridewire.events.EventEnvelope;
import dev.ridewire.events.EventStream;
import dev.ridewire.events.TraceContext;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * One event about to be stored beside its aggregate.
 *
 * @param topic    where the relay will send it
 * @param envelope the event
 * @param cause    the span that caused it; the relay continues it
 */
public record OutboxEntry(String topic, EventEnvelope envelope, TraceContext cause) {
    public OutboxEntry {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(envelope, "envelope");
        Objects.requireNonNull(cause, "cause");
    }

    /**
     * An event of a stream.
     *
     * @param fact    the name of the fact's message, for example {@code RideRequested}
     * @param id      the event's own id, UUIDv7
     * @param version the aggregate's version after the fact
     */
    public static <M extends Message> OutboxEntry of(
            EventStream<M> stream, String fact, UUID id, String aggregateId, long version, Instant occurredAt,
            M message, TraceContext cause) {
        var envelope = new EventEnvelope(
                id, stream.typeOf(fact), stream.source(), aggregateId, version, occurredAt, message.toByteString());
        return new OutboxEntry(stream.topic(), envelope, cause);
    }
}
