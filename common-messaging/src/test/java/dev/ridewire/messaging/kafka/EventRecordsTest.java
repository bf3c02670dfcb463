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
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

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
