package dev.ridewire.messaging.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.ridewire.events.EventEnvelope;
import dev.ridewire.events.TraceContext;
import dev.ridewire.messaging.outbox.OutboxEntry;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventRecordsTest {
    private static final EventEnvelope ENVELOPE = new EventEnvelope(
            UUID.fromString("0192f0c1-2d3e-7a4b-8c5d-6e7f8091a2b3"), "ridewire.booking.ride.v1.RideRequested",
            "urn:ridewire:booking", "0192f0c1-0000-7000-8000-0000000000ff", 3,
            Instant.parse("2026-11-21T10:15:30.123456Z"), ByteString.copyFromUtf8("payload"));
    private static final OutboxEntry ENTRY = new OutboxEntry("ridewire.booking.ride.v1", ENVELOPE, TraceContext.NONE);

    @Test
    void aRecordIsWhatTheCloudEventsSdkWrites() {
        ProducerRecord<String, byte[]> theirs = KafkaMessageFactory
                .createWriter(ENTRY.topic(), ENVELOPE.aggregateId()).writeBinary(ENVELOPE.toCloudEvent());

        var ours = EventRecords.toRecord(ENTRY, TraceContext.NONE);

        assertThat(headers(ours)).isEqualTo(headers(theirs));
        assertThat(ours.topic()).isEqualTo(theirs.topic());
        assertThat(ours.key()).isEqualTo(theirs.key());
        assertThat(ours.value()).isEqualTo(theirs.value());
    }

    @ParameterizedTest
    @CsvSource({
            "ce_id, nonsense", "ce_id, ''", "ce_type, other", "ce_source, ''", "ce_source, urn:x y",
            "ce_subject, other",
            "ce_time, 2026-11-21T10:15:30+02:00", "ce_time, yesterday", "ce_time, ''", "ce_sequence, 7",
            "ce_sequence, 0",
            "ce_sequence, x", "ce_specversion, 0.3", "ce_specversion, 2.0", "content-type, application/json",
            "content-type, application/cloudevents+json", "ce_unknown, more", "ce_id,", "ce_type,", "ce_source,",
            "ce_subject,", "ce_time,", "ce_sequence,", "ce_specversion,", "content-type,"})
    void aRecordIsReadAsTheCloudEventsSdkReadsIt(String changed, @Nullable String value) {
        assertIsReadAlike(headers -> {
            headers.remove(changed);
            if (value != null) {
                headers.add(changed, value.getBytes(StandardCharsets.UTF_8));
            }
        }, "payload");
    }

    @ParameterizedTest
    @ValueSource(strings = {"payload", ""})
    void anUnchangedRecordIsReadAsTheCloudEventsSdkReadsIt(String payload) {
        assertIsReadAlike(headers -> {}, payload);
    }

    private static void assertIsReadAlike(Consumer<Headers> change, String payload) {
        var written = EventRecords.toRecord(ENTRY, TraceContext.NONE);
        change.accept(written.headers());
        var record = new ConsumerRecord<>("topic", 0, 0, 0, TimestampType.CREATE_TIME, 0, 0, written.key(),
                payload.getBytes(StandardCharsets.UTF_8), written.headers(), Optional.empty());

        assertThat(readOrRefused(() -> EventRecords.envelopeOf(record))).isEqualTo(readOrRefused(
                () -> EventEnvelope.from(KafkaMessageFactory.createReader(record).toEvent())));
    }

    private static Object readOrRefused(Supplier<EventEnvelope> reading) {
        try {
            return reading.get();
        } catch (RuntimeException e) {
            return e.toString();
        }
    }

    @Test
    void theTraceTravelsAsPlainHeaders() {
        var headers = headers(EventRecords.toRecord(ENTRY,
                new TraceContext("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "vendor=1")));

        assertThat(headers).containsEntry("tracestate", "vendor=1").containsEntry("traceparent",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    }

    private static Map<String, String> headers(ProducerRecord<?, ?> record) {
        var headers = new HashMap<String, String>();
        record.headers().forEach(header -> headers.put(header.key(),
                new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }
}
