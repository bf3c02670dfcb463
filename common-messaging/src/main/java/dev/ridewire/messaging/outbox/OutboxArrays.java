package dev.ridewire.messaging.outbox;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * The SQL for events beside their aggregates in typed arrays: for statements with one event for each aggregate. The
 * server parses arrays in less time than the JSON of {@link OutboxSql}. The aggregate's id is {@code id}:
 *
 * <pre>{@code
 * with asked as (select new.* from unnest(:ids, …, <PARAMETERS>) as new(id, …, <PARAMETER_COLUMNS>))
 * insert into outbox (<OutboxSql.COLUMNS>) select <VALUES> from asked
 * }</pre>
 *
 * with the parameters bound by {@link #bind}.
 */
public final class OutboxArrays {
    /** The parameters of {@code unnest}. */
    public static final String PARAMETERS = ":eventIds, :topics, :types, :sources, :versions, :occurredAt, :payloads, :traceparents, :tracestates";
    /** The columns of the table that {@code unnest} gives, in the order of {@link #PARAMETERS}. */
    public static final String PARAMETER_COLUMNS = "event_id, topic, type, source, version, occurred_at, payload, traceparent, tracestate";
    /** The text after {@code select}, for {@link OutboxSql#COLUMNS}. */
    public static final String VALUES = "event_id, topic, id::text, type, source, version, occurred_at, decode(payload, 'base64'), traceparent, tracestate";

    private OutboxArrays() {}

    /**
     * Binds {@link #PARAMETERS}.
     *
     * @param events one for each aggregate, in the order of the other arrays
     */
    public static GenericExecuteSpec bind(GenericExecuteSpec statement, List<OutboxEntry> events) {
        return statement
                .bind("eventIds", column(events, UUID[]::new, event -> event.envelope().id()))
                .bind("topics", column(events, String[]::new, OutboxEntry::topic))
                .bind("types", column(events, String[]::new, event -> event.envelope().type()))
                .bind("sources", column(events, String[]::new, event -> event.envelope().source()))
                .bind("versions", column(events, Long[]::new, event -> event.envelope().version()))
                .bind("occurredAt", column(events, Instant[]::new, event -> event.envelope().occurredAt()))
                .bind("payloads", column(events, String[]::new, event -> Base64.getEncoder()
                        .encodeToString(event.envelope().payload().toByteArray())))
                .bind("traceparents", column(events, String[]::new, event -> event.cause().traceparent()))
                .bind("tracestates", column(events, String[]::new, event -> event.cause().tracestate()));
    }

    private static <T> @Nullable T[] column(
            List<OutboxEntry> events, IntFunction<@Nullable T[]> array, Function<OutboxEntry, @Nullable T> value) {
        return events.stream().map(value).toArray(array);
    }
}
