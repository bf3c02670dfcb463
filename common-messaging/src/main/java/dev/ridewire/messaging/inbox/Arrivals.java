package dev.ridewire.messaging.inbox;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.ridewire.messaging.deadletter.LetterHeaders;
import dev.ridewire.messaging.kafka.EventRecords;
import dev.ridewire.service.trace.Traces;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A reader of records. It gives each a span of its own, the child of the span that sent it. A span of the whole batch
 * could only link to those spans.
 */
final class Arrivals<M extends Message> {
    private final EventConsumer<M> consumer;
    private final Tracer tracer;

    Arrivals(EventConsumer<M> consumer, Tracer tracer) {
        this.consumer = consumer;
        this.tracer = tracer;
    }

    /** @throws InvalidProtocolBufferException or a RuntimeException if the record is no event of this stream */
    Arrival<M> read(ConsumerRecord<String, byte[]> record) throws InvalidProtocolBufferException {
        var envelope = EventRecords.envelopeOf(record);
        if (!envelope.aggregateId().equals(record.key())) {
            throw new IllegalArgumentException(
                    "ce_subject: %s (expected: the key, %s)".formatted(envelope.aggregateId(), record.key()));
        }
        if (envelope.payload().isEmpty()) {
            // Protobuf would read it as a message without any field.
            throw new IllegalArgumentException("the payload is empty (expected: the aggregate's state)");
        }
        var message = consumer.stream().parse(envelope.payload());
        var span = tracer.spanBuilder("process " + record.topic())
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(Traces.contextOf(EventRecords.traceOf(record)))
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("messaging.destination.name", record.topic())
                .setAttribute("messaging.destination.partition.id", Integer.toString(record.partition()))
                .setAttribute("messaging.kafka.offset", record.offset())
                .setAttribute("messaging.consumer.group.name", consumer.name())
                .setAttribute("messaging.message.id", envelope.id().toString())
                .setAttribute("ridewire.event.version", envelope.version())
                .startSpan();
        EventRecords.tag(span, record.topic(), envelope.aggregateId(), envelope.id());
        var letter = EventRecords.text(record.headers(), LetterHeaders.REDRIVEN_FROM);
        if (letter != null) {
            span.setAttribute("ridewire.redriven.from", letter);
        }
        var trace = Traces.of(span.storeInContext(Traces.contextOf(EventRecords.traceOf(record))));
        return new Arrival<>(record, new ReceivedEvent<>(envelope.id(), envelope.type(), envelope.aggregateId(),
                envelope.version(), envelope.occurredAt(), message, trace), span);
    }
}
