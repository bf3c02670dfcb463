package dev.ridewire.messaging.kafka;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.ridewire.events.EventEnvelope;
import dev.ridewire.events.EventStreams;
import dev.ridewire.events.TraceContext;
import dev.ridewire.messaging.outbox.OutboxEntry;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.opentelemetry.api.trace.Span;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * An event as a Kafka record: CloudEvents in binary mode, the trace context as plain W3C headers, the aggregate id as
 * key.
 */
public final class EventRecords {
    public static final String TRACEPARENT = "traceparent";
    public static final String TRACESTATE = "tracestate";

    private static final Header SPEC_VERSION = header("ce_specversion", "1.0");
    private static final Header CONTENT_TYPE = header("content-type", EventEnvelope.CONTENT_TYPE);

    private EventRecords() {}

    /**
     * The record that the CloudEvents SDK would write, without its detours: every event goes through here.
     *
     * @param trace the span of the send
     */
    public static ProducerRecord<String, byte[]> toRecord(OutboxEntry entry, TraceContext trace) {
        return toRecord(entry, null, trace);
    }

    /** @param partition of the entry's topic; null to let the producer choose */
    public static ProducerRecord<String, byte[]> toRecord(
            OutboxEntry entry, @Nullable TopicPartition partition, TraceContext trace) {
        var event = entry.envelope();
        List<Header> headers = new ArrayList<>(10);
        headers.add(SPEC_VERSION);
        headers.add(header("ce_id", event.id().toString()));
        headers.add(header("ce_type", event.type()));
        headers.add(header("ce_source", event.source()));
        headers.add(header("ce_subject", event.aggregateId()));
        headers.add(header("ce_time", event.occurredAt().toString()));
        headers.add(header("ce_sequence", Long.toString(event.version())));
        headers.add(CONTENT_TYPE);
        if (trace.traceparent() != null) {
            headers.add(header(TRACEPARENT, trace.traceparent()));
        }
        if (trace.tracestate() != null) {
            headers.add(header(TRACESTATE, trace.tracestate()));
        }
        return new ProducerRecord<>(entry.topic(), partition == null ? null : partition.partition(),
                event.aggregateId(), event.payload().toByteArray(), headers);
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Sets the trace context of a record, in place of any that is there. */
    public static void write(Headers headers, TraceContext trace) {
        put(headers, TRACEPARENT, trace.traceparent());
        put(headers, TRACESTATE, trace.tracestate());
    }

    /**
     * Reads what {@link #toRecord} wrote, without the detours of the CloudEvents SDK. The SDK reads all other records.
     *
     * @throws RuntimeException if the record is no event of Ridewire's profile
     */
    public static EventEnvelope envelopeOf(ConsumerRecord<String, byte[]> record) {
        var attributes = new Attributes();
        for (Header header : record.headers()) {
            attributes.take(header);
        }
        if (attributes.isComplete()) {
            try {
                return attributes.envelope(record.value());
            } catch (IllegalArgumentException | DateTimeException e) {
                // The SDK says what is wrong.
                return readBySdk(record);
            }
        }
        return readBySdk(record);
    }

    private static EventEnvelope readBySdk(ConsumerRecord<String, byte[]> record) {
        return EventEnvelope.from(KafkaMessageFactory.createReader(record).toEvent());
    }

    /** Returns the trace context in a record's headers. */
    public static TraceContext traceOf(ConsumerRecord<?, ?> record) {
        var traceparent = text(record.headers(), TRACEPARENT);
        return traceparent == null
                ? TraceContext.NONE
                : new TraceContext(traceparent, text(record.headers(), TRACESTATE));
    }

    /** Returns a header as text; null if it is missing. */
    public static @Nullable String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** Tags a span with the values that people search for: the event and its aggregate. */
    public static void tag(Span span, String topic, String aggregateId, UUID eventId) {
        boolean aboutDrivers = topic.equals(EventStreams.DRIVERS.topic())
                || topic.equals(EventStreams.LOCATIONS.topic());
        span.setAttribute("event.id", eventId.toString());
        span.setAttribute(aboutDrivers ? "driver.id" : "ride.id", aggregateId);
    }

    private static void put(Headers headers, String name, @Nullable String value) {
        headers.remove(name);
        if (value != null) {
            headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The headers of a record in the form that {@link #toRecord} writes. */
    private static final class Attributes {
        private @Nullable String specVersion;
        private @Nullable String contentType;
        private @Nullable String id;
        private @Nullable String type;
        private @Nullable String source;
        private @Nullable String subject;
        private @Nullable String time;
        private @Nullable String sequence;

        void take(Header header) {
            switch (header.key()) {
                case "ce_specversion" -> specVersion = text(header);
                case "content-type" -> contentType = text(header);
                case "ce_id" -> id = text(header);
                case "ce_type" -> type = text(header);
                case "ce_source" -> source = text(header);
                case "ce_subject" -> subject = text(header);
                case "ce_time" -> time = text(header);
                case "ce_sequence" -> sequence = text(header);
                default -> {
                    // The profile has no more attributes.
                }
            }
        }

        boolean isComplete() {
            return "1.0".equals(specVersion) && EventEnvelope.CONTENT_TYPE.equals(contentType) && id != null
                    && type != null && source != null && subject != null && time != null && sequence != null;
        }

        EventEnvelope envelope(byte @Nullable [] payload) {
            return new EventEnvelope(UUID.fromString(required(id)), required(type),
                    URI.create(required(source)).toString(), required(subject), Long.parseLong(required(sequence)),
                    OffsetDateTime.parse(required(time)).toInstant(),
                    payload == null ? ByteString.EMPTY : UnsafeByteOperations.unsafeWrap(payload));
        }

        private static String required(@Nullable String attribute) {
            return Objects.requireNonNull(attribute, "attribute");
        }

        private static @Nullable String text(Header header) {
            return header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
        }
    }
}
