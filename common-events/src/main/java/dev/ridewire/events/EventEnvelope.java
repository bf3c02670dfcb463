package dev.ridewire.events;

import com.google.protobuf.ByteString;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an event, readable without its payload: a CloudEvent of Ridewire's profile.
 *
 * @param id          {@code ce_id}; consumers deduplicate on it
 * @param type        {@code ce_type}: the stream's topic and the fact's name
 * @param source      {@code ce_source}: the service that owns the aggregate
 * @param aggregateId {@code ce_subject}, also the record's key
 * @param version     {@code ce_sequence}: the aggregate's version after the event, from 1
 * @param occurredAt  {@code ce_time}
 * @param payload     the Protobuf message's bytes
 */
public record EventEnvelope(
        UUID id,
        String type,
        String source,
        String aggregateId,
        long version,
        Instant occurredAt,
        ByteString payload) {
    /** The CloudEvents attribute that carries the version. */
    public static final String SEQUENCE = "sequence";
    /** Content type of every payload. */
    public static final String CONTENT_TYPE = "application/protobuf";

    public EventEnvelope {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(aggregateId, "aggregateId");
        Objects.requireNonNull(occurredAt, "occurredAt");
        Objects.requireNonNull(payload, "payload");
        if (version < 1) {
            throw new IllegalArgumentException("version: " + version + " (expected: 1 or more)");
        }
    }

    /** Returns the event as the CloudEvents SDK represents it. */
    public CloudEvent toCloudEvent() {
        return CloudEventBuilder.v1()
                .withId(id.toString())
                .withType(type)
                .withSource(URI.create(source))
                .withSubject(aggregateId)
                .withTime(occurredAt.atOffset(ZoneOffset.UTC))
                .withDataContentType(CONTENT_TYPE)
                .withExtension(SEQUENCE, Long.toString(version))
                .withData(payload.toByteArray())
                .build();
    }

    /**
     * Reads an event of this profile.
     *
     * @throws IllegalArgumentException if the CloudEvent lacks an attribute of the profile; the message names it
     */
    public static EventEnvelope from(CloudEvent event) {
        var data = event.getData();
        return new EventEnvelope(
                UUID.fromString(event.getId()),
                event.getType(),
                event.getSource().toString(),
                required("ce_subject", event.getSubject()),
                parseVersion(event.getExtension(SEQUENCE)),
                required("ce_time", event.getTime()).toInstant(),
                data == null ? ByteString.EMPTY : ByteString.copyFrom(data.toBytes()));
    }

    private static long parseVersion(@Nullable Object sequence) {
        String text = required("ce_sequence", sequence).toString();
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("ce_sequence: " + text + " (expected: a whole number)", e);
        }
    }

    private static <T> T required(String attribute, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(attribute + " is missing");
        }
        return value;
    }
}
