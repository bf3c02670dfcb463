package dev.ridewire.messaging.inbox;

import io.r2dbc.postgresql.codec.Json;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Decides, in one statement for a whole poll, which events are new and still the newest of their aggregate. */
final class Inbox {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Rows are written in the order of their keys, so that two polls with the same aggregates don't deadlock. */
    private static final String ADMIT = """
            /* admit events */
            with polled as (
                select * from jsonb_to_recordset(cast(:polled as jsonb))
                    as event(id uuid, aggregate_id text, version bigint)
            ), fresh as (
                insert into inbox (consumer, event_id)
                select distinct :consumer, id from polled order by id
                on conflict do nothing
                returning event_id
            ), newest as (
                select distinct on (aggregate_id) aggregate_id, version, id
                  from polled
                  join fresh on fresh.event_id = polled.id
                 order by aggregate_id, version desc, id
            ), ahead as (
                insert into inbox_version (consumer, aggregate_id, version)
                select :consumer, aggregate_id, version from newest order by aggregate_id
                on conflict (consumer, aggregate_id) do update set version = excluded.version
                    where inbox_version.version < excluded.version
                returning aggregate_id
            )
            select fresh.event_id, ahead.aggregate_id is not null as admitted
              from fresh
              left join newest on newest.id = fresh.event_id
              left join ahead on ahead.aggregate_id = newest.aggregate_id""";

    private final DatabaseClient database;

    Inbox(DatabaseClient database) {
        this.database = database;
    }

    /** @return for each new event, whether to apply it; events that are missing here are duplicates */
    Mono<Map<UUID, Boolean>> admit(String consumer, List<? extends ReceivedEvent<?>> events) {
        return database.sql(ADMIT)
                .bind("consumer", consumer)
                .bind("polled", Json.of(JSON.writeValueAsBytes(events.stream().map(Inbox::row).toList())))
                .map(row -> Map.entry(row.get("event_id", UUID.class), row.get("admitted", Boolean.class)))
                .all()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Reports whether the consumer has ever applied an event. It asks for the least id, which the index finds at once.
     * With {@code exists}, the planner may scan the rows of other consumers first.
     */
    Mono<Boolean> hasApplied(String consumer) {
        return database.sql(
                "/* look for applied events */ select min(aggregate_id) is not null from inbox_version where consumer = :consumer")
                .bind("consumer", consumer)
                .mapValue(Boolean.class)
                .one();
    }

    private static Map<String, Object> row(ReceivedEvent<?> event) {
        return Map.of("id", event.id().toString(), "aggregate_id", event.aggregateId(), "version", event.version());
    }
}
