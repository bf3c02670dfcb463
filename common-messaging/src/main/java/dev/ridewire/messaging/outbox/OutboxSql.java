package dev.ridewire.messaging.outbox;

import io.r2dbc.postgresql.codec.Json;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The SQL by which a service appends its events in the statement that changes their aggregate. The events travel as one
 * parameter, so the text of the statement stays the same however many there are:
 *
 * <pre>{@code
 * with changed as (update ride set … where id = :id and version = :version returning id)
 * insert into outbox (<COLUMNS>) select <ROWS> where exists (select from changed)
 * }</pre>
 *
 * with {@code :outbox} bound to {@link #json}.
 */
public final class OutboxSql {
    /** The columns of {@code outbox} that {@link #ROWS} fills, in its order. */
    public static final String COLUMNS = "id, topic, aggregate_id, type, source, version, occurred_at, payload, traceparent, tracestate";

    /**
     * The text after {@code select}: the list and the {@code from} over the parameter {@code :outbox}. A {@code where}
     * may follow.
     */
    public static final String ROWS = """
            event.id, event.topic, event.aggregate_id, event.type, event.source, event.version, event.occurred_at,
            decode(event.payload, 'base64'), event.traceparent, event.tracestate
            from jsonb_to_recordset(cast(:outbox as jsonb)) as event(
                id uuid, topic text, aggregate_id text, type text, source text, version bigint, occurred_at timestamptz,
                payload text, traceparent text, tracestate text)""";

    private static final JsonMapper JSON = JsonMapper.shared();

    private OutboxSql() {}

    /** The value of {@code :outbox}. No entries are fine: no rows then. */
    public static Json json(List<OutboxEntry> entries) {
        return Json.of(JSON.writeValueAsBytes(entries.stream().map(OutboxSql::row).toList()));
    }

    private static Map<String, @Nullable Object> row(OutboxEntry entry) {
        var envelope = entry.envelope();
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("id", envelope.id().toString());
        row.put("topic", entry.topic());
        row.put("aggregate_id", envelope.aggregateId());
        row.put("type", envelope.type());
        row.put("source", envelope.source());
        row.put("version", envelope.version());
        row.put("occurred_at", envelope.occurredAt().toString());
        row.put("payload", Base64.getEncoder().encodeToString(envelope.payload().toByteArray()));
        row.put("traceparent", entry.cause().traceparent());
        row.put("tracestate", entry.cause().tracestate());
        return row;
    }
}
