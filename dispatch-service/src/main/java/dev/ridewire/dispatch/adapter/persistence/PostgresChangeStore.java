package dev.ridewire.dispatch.adapter.persistence;

import dev.ridewire.dispatch.application.ChangeStore;
import dev.ridewire.dispatch.application.ConcurrentChangeException;
import dev.ridewire.dispatch.application.Traced;
import dev.ridewire.dispatch.domain.Change;
import dev.ridewire.messaging.outbox.OutboxSql;
import io.r2dbc.postgresql.api.PostgresqlException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** One statement for matches, drivers, offers, their events, and the signals to the drivers' streams. */
@Component
final class PostgresChangeStore implements ChangeStore {
    private static final String STORE = """
            /* store changes */
            with stored_match as (
                insert into ride_match (%1$s)
                select %1$s from jsonb_populate_recordset(null::ride_match, cast(:matches as jsonb))
                on conflict (ride_id) do update
                   set (version, attempt, state, excluded, lapsed, search_until, state_changed_at,
                        offer_id, offer_driver_id, offer_eta_ms, offer_made_at, offer_expires_at,
                        car_class, car_plate, car_model, traceparent, tracestate)
                     = (excluded.version, excluded.attempt, excluded.state, excluded.excluded, excluded.lapsed,
                        excluded.search_until, excluded.state_changed_at,
                        excluded.offer_id, excluded.offer_driver_id, excluded.offer_eta_ms, excluded.offer_made_at,
                        excluded.offer_expires_at,
                        excluded.car_class, excluded.car_plate, excluded.car_model,
                        -- The trace stays that of the event which opened the attempt.
                        case when excluded.attempt > ride_match.attempt
                             then excluded.traceparent else ride_match.traceparent end,
                        case when excluded.attempt > ride_match.attempt
                             then excluded.tracestate else ride_match.tracestate end)
                 where ride_match.version = excluded.version - 1
                returning ride_id
            ), stored_driver as (
                insert into driver (%2$s)
                select %2$s from jsonb_populate_recordset(null::driver, cast(:drivers as jsonb))
                on conflict (driver_id) do update
                   set (version, status, car_class, car_plate, car_model, ride_id, status_changed_at)
                     = (excluded.version, excluded.status, excluded.car_class, excluded.car_plate, excluded.car_model,
                        excluded.ride_id, excluded.status_changed_at)
                 where driver.version = excluded.version - 1
                returning driver_id
            ), stored_offer as (
                insert into offer (%3$s)
                select %3$s from jsonb_populate_recordset(null::offer, cast(:offers as jsonb))
                on conflict (offer_id) do update
                   set (state, ended_at) = (excluded.state, excluded.ended_at)
            ), stored_event as (
                insert into outbox (%4$s)
                select %5$s
            ), told as (
                select pg_notify('%6$s', driver_id)
                  from (select distinct driver_id from jsonb_to_recordset(cast(:offers as jsonb)) as o(driver_id text)) d
            )
            select (select count(*) from stored_match) + (select count(*) from stored_driver) as stored,
                   (select count(*) from told) as told
            """.formatted(Columns.MATCH, Columns.DRIVER, Columns.OFFER, OutboxSql.COLUMNS, OutboxSql.ROWS,
            PostgresOfferSignals.CHANNEL);

    /**
     * The constraints on which two decisions can collide when neither is wrong. Any other broken constraint is a defect
     * and stays one.
     */
    private static final Set<String> LOST_RACES = Set.of(
            "offer_one_live_a_ride", "offer_one_live_a_driver", "driver_pkey");

    private final DatabaseClient database;
    private final EventTranslation events;

    PostgresChangeStore(DatabaseClient database, EventTranslation events) {
        this.database = database;
        this.events = events;
    }

    @Override
    public Mono<Void> store(List<Traced<Change>> changes) {
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
                .onErrorMap(PostgresChangeStore::isLostRace, PostgresChangeStore::lostRace)
                .flatMap(stored -> stored == aggregates(changes)
                        ? Mono.empty()
                        // The transaction ends with this error, and with it the part that was stored.
                        : Mono.error(new ConcurrentChangeException(
                                "%d of %d aggregates were at the expected version".formatted(
                                        stored, aggregates(changes)))));
    }

    private static long aggregates(List<Traced<Change>> changes) {
        return changes.stream()
                .mapToLong(traced -> (traced.value().match() == null ? 0 : 1)
                        + (traced.value().driver() == null ? 0 : 1))
                .sum();
    }

    private static boolean isLostRace(Throwable failure) {
        return failure instanceof DuplicateKeyException refused
                && refused.getMostSpecificCause() instanceof PostgresqlException cause
                && cause.getErrorDetails().getConstraintName().filter(LOST_RACES::contains).isPresent();
    }

    private static ConcurrentChangeException lostRace(Throwable refused) {
        return new ConcurrentChangeException("the database refused: " + refused.getMessage());
    }
}
