package dev.ridewire.stack.events;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.ridewire.events.EventStream;
import dev.ridewire.events.EventStreams;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One record as people read it. Nothing in it can make this fail, because it may be a dead letter. */
public final class EventLine {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonFormat.Printer PAYLOAD = JsonFormat.printer().omittingInsignificantWhitespace();
    private static final String DEAD_LETTERS = ".dlt";

    private final ConsumerRecord<byte[], byte[]> record;
    private final @Nullable Message payload;

    /** @param record a record of a stream's topic, or of its dead letters */
    public EventLine(ConsumerRecord<byte[], byte[]> record) {
        this.record = record;
        this.payload = decode(record);
    }

    /** Reports whether the event belongs to the ride or mentions it. */
    boolean concerns(String rideId) {
        return rideId.equals(header("ce_subject")) || (payload != null && names(payload, rideId));
    }

    /** Returns when it happened, as far as that is known. */
    Instant time() {
        String time = header("ce_time");
        try {
            return time == null ? Instant.ofEpochMilli(record.timestamp()) : Instant.parse(time);
        } catch (java.time.DateTimeException e) {
            return Instant.ofEpochMilli(record.timestamp());
        }
    }

    /** Returns the payload as JSON, or a sentence that says why it can't be shown. */
    public String payload() {
        try {
            return payload == null ? unreadable() : PAYLOAD.print(payload);
        } catch (InvalidProtocolBufferException e) {
            return "unreadable: " + e.getMessage();
        }
    }

    String toJson() {
        ObjectNode line = JSON.createObjectNode();
        line.put("topic", record.topic());
        line.put("partition", record.partition());
        line.put("offset", record.offset());
        line.put("type", header("ce_type"));
        line.put("id", header("ce_id"));
        line.put("subject", header("ce_subject"));
        String version = header("ce_sequence");
        if (version != null && version.matches("\\d{1,18}")) {
            line.put("version", Long.parseLong(version));
        } else {
            line.put("version", version);
        }
        line.put("time", time().toString());
        line.put("traceparent", header("traceparent"));
        try {
            line.set("data", payload == null ? null : JSON.readTree(PAYLOAD.print(payload)));
        } catch (InvalidProtocolBufferException e) {
            line.put("unreadable", e.getMessage());
        }
        if (payload == null) {
            line.put("unreadable", unreadable());
        }
        return line.toString();
    }

    private String unreadable() {
        return (record.value() == null ? 0 : record.value().length) + " bytes are no message of the topic";
    }

    private @Nullable String header(String name) {
        @Nullable
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static boolean names(Message message, String rideId) {
        for (var field : message.getAllFields().entrySet()) {
            FieldDescriptor descriptor = field.getKey();
            if (descriptor.getName().equals("ride_id") && rideId.equals(field.getValue())) {
                return true;
            }
            if (field.getValue() instanceof Message inner && names(inner, rideId)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Message decode(ConsumerRecord<byte[], byte[]> record) {
        String topic = record.topic().endsWith(DEAD_LETTERS)
                ? record.topic().substring(0, record.topic().length() - DEAD_LETTERS.length())
                : record.topic();
        Optional<EventStream<? extends Message>> stream = EventStreams.ofTopic(topic);
        if (stream.isEmpty() || record.value() == null) {
            return null;
        }
        try {
            return stream.get().parse(ByteString.copyFrom(record.value()));
        } catch (InvalidProtocolBufferException e) {
            return null;
        }
    }
}
