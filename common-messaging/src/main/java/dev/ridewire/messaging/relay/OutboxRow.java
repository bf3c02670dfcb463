package dev.ridewire.messaging.relay;

import com.google.protobuf.ByteString;
import dev.ridewire.events.EventEnvelope;
import dev.ridewire.events.TraceContext;
import dev.ridewire.messaging.outbox.OutboxEntry;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** A row of the outbox, as Debezium or a query reads it. */
public record OutboxRow(OutboxEntry entry, Instant recordedAt) {
    /** The columns that an event consists of, in the order in which {@code pgoutput} rows are read. */
    public static final List<String> COLUMNS = List.of("id", "topic", "aggregate_id", "type", "source", "version",
            "occurred_at", "payload", "traceparent", "tracestate", "recorded_at");

    public static OutboxRow of(Struct row) {
        var envelope = new EventEnvelope(
                UUID.fromString(row.getString("id")),
                row.getString("type"),
                row.getString("source"),
                row.getString("aggregate_id"),
                row.getInt64("version"),
                OffsetDateTime.parse(row.getString("occurred_at")).toInstant(),
                bytes(row.get("payload")));
        var cause = cause(row.getString("traceparent"), row.getString("tracestate"));
        return new OutboxRow(
                new OutboxEntry(row.getString("topic"), envelope, cause),
                OffsetDateTime.parse(row.getString("recorded_at")).toInstant());
    }

    public static OutboxRow of(ResultSet row) throws SQLException {
        var envelope = new EventEnvelope(
                row.getObject("id", UUID.class),
                row.getString("type"),
                row.getString("source"),
                row.getString("aggregate_id"),
                row.getLong("version"),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                ByteString.copyFrom(row.getBytes("payload")));
        var cause = cause(row.getString("traceparent"), row.getString("tracestate"));
        return new OutboxRow(
                new OutboxEntry(row.getString("topic"), envelope, cause),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant());
    }

    private static TraceContext cause(@Nullable String traceparent, @Nullable String tracestate) {
        return traceparent == null ? TraceContext.NONE : new TraceContext(traceparent, tracestate);
    }

    private static ByteString bytes(Object value) {
        return value instanceof ByteBuffer buffer
                ? ByteString.copyFrom(buffer.duplicate())
                : ByteString.copyFrom((byte[]) value);
    }
}
