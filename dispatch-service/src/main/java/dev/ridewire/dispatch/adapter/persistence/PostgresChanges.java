package dev.ridewire.dispatch.adapter.persistence;

import dev.ridewire.dispatch.application.CausedChange;
import dev.ridewire.dispatch.application.Changes;
import dev.ridewire.dispatch.application.ConcurrentChangeException;
import dev.ridewire.messaging.outbox.OutboxSql;
import java.util.List;
import java.util.Objects;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** One statement for matches, drivers, offers and their events. */
@Component
final class PostgresChanges implements Changes {
    private static final String STORE = """
            with stored_match as (
                insert into ride_match
                select * from jsonb_populate_recordset(null::ride_match, cast(:matches as jsonb))
                on conflict (ride_id) do update
                   set (version, attempt, state, excluded, lapsed, search_until, state_changed_at,
                        offer_id, offer_driver_id, offer_eta_ms, offer_made_at, offer_expires_at,
                        car_class, car_plate, car_model, traceparent, tracestate)
                     = (excluded.version, excluded.attempt, excluded.state, excluded.excluded, excluded.lapsed,
                        excluded.search_until, excluded.state_changed_at,
                        excluded.offer_id, excluded.offer_driver_id, excluded.offer_eta_ms, excluded.offer_made_at,
                        excluded.offer_expires_at,
                        excluded.car_class, excluded.car_plate, excluded.car_model,
                        excluded.traceparent, excluded.tracestate)
                 where ride_match.version = excluded.version - 1
                returning ride_id
            ), stored_driver as (
                insert into driver
                select * from jsonb_populate_recordset(null::driver, cast(:drivers as jsonb))
                on conflict (driver_id) do update
                   set (version, status, car_class, car_plate, car_model, ride_id, status_changed_at)
                     = (excluded.version, excluded.status, excluded.car_class, excluded.car_plate, excluded.car_model,
                        excluded.ride_id, excluded.status_changed_at)
                 where driver.version = excluded.version - 1
                returning driver_id
            ), stored_offer as (
                insert into offer
                select * from jsonb_populate_recordset(null::offer, cast(:offers as jsonb))
                on conflict (offer_id) do update
                   set (state, ended_at) = (excluded.state, excluded.ended_at)
            ), stored_event as (
                insert into outbox (%s)
                select %s
            )
            select (select count(*) from stored_match) + (select count(*) from stored_driver) as stored
            """.formatted(OutboxSql.COLUMNS, OutboxSql.ROWS);

    private final DatabaseClient database;
    private final EventTranslation events;

    PostgresChanges(DatabaseClient database, EventTranslation events) {
        this.database = database;
        this.events = events;
    }

    @Override
    public Mono<Void> store(List<CausedChange> changes) {
        if (changes.isEmpty()) {
            return Mono.empty();
        }
        return database.sql(STORE)
                .bind("matches", ChangeRows.matches(changes))
                .bind("drivers", ChangeRows.drivers(changes))
                .bind("offers", ChangeRows.offers(changes))
                .bind("outbox", OutboxSql.json(
                        changes.stream().flatMap(change -> events.eventsOf(change).stream()).toList()))
                .map(row -> Objects.requireNonNull(row.get("stored", Long.class)))
                .one()
                .onErrorMap(DuplicateKeyException.class, PostgresChanges::exclusivity)
                .flatMap(stored -> stored == aggregates(changes)
                        ? Mono.empty()
                        // The transaction ends with this error, and with it the part that was stored.
                        : Mono.error(new ConcurrentChangeException(
                                "%d of %d aggregates were at the expected version".formatted(
                                        stored, aggregates(changes)))));
    }

    private static long aggregates(List<CausedChange> changes) {
        return changes.stream()
                .mapToLong(caused -> (caused.change().match() == null ? 0 : 1)
                        + (caused.change().driver() == null ? 0 : 1))
                .sum();
    }

    private static ConcurrentChangeException exclusivity(DuplicateKeyException refused) {
        return new ConcurrentChangeException("the database refused: " + refused.getMostSpecificCause().getMessage());
    }
}
