package dev.ridewire.booking.adapter.persistence;

import dev.ridewire.booking.application.ride.RideChange;
import dev.ridewire.booking.application.ride.SecondActiveRideException;
import dev.ridewire.booking.domain.ride.RideFact;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.messaging.outbox.OutboxSql;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/** The statements that store changes of different rides, any number at once. */
final class SavingRides {
    /**
     * The update also compares the count of wrong PINs, which has no version of its own: two guesses at once must count
     * as two.
     */
    private static final String SAVED = """
            saved as (
                update ride
                   set (version, state, attempt, state_changed_at, excluded_drivers, driver_id, driver_vehicle_class,
                        driver_plate, driver_model, pickup_eta_seconds, assigned_at, wrong_pins, started_at, completed_at,
                        fare, fare_breakdown, settled_because, settled_at, measured_meters, measured_seconds, cancelled_by,
                        cancellation_reason, cancellation_fee, driver_earnings)
                     = (new.version, new.state, new.attempt, new.state_changed_at, new.excluded_drivers, new.driver_id,
                        new.driver_vehicle_class, new.driver_plate, new.driver_model, new.pickup_eta_seconds,
                        new.assigned_at, new.wrong_pins, new.started_at, new.completed_at, new.fare, new.fare_breakdown,
                        new.settled_because, new.settled_at, new.measured_meters, new.measured_seconds, new.cancelled_by,
                        new.cancellation_reason, new.cancellation_fee, new.driver_earnings)
                  from jsonb_populate_recordset(null::ride, cast(:rides as jsonb)) as new
                  join unnest(:ids, :versions, :wrongPins) as seen(id, version, wrong_pins) using (id)
                 where ride.id = new.id and ride.version = seen.version and ride.wrong_pins = seen.wrong_pins %s
                returning ride.id
            ), told as (
                insert into outbox (%s)
                select %s
                 where event.aggregate_id in (select saved.id::text from saved)
            )
            """;

    private static final String SAVE = """
            /* save rides */
            with %sselect id from saved
            """.formatted(SAVED.formatted("", OutboxSql.COLUMNS, OutboxSql.ROWS));

    /** It returns the rides that no other transaction holds. */
    private static final String SAVE_FREE = """
            /* save free rides */
            with free as (
                select id from ride where id = any(:ids) order by id for no key update skip locked
            ), %sselect id, id in (select id from saved) as saved from free
            """.formatted(SAVED.formatted("and ride.id in (select id from free)", OutboxSql.COLUMNS, OutboxSql.ROWS));

    private final DatabaseClient database;
    private final EventTranslation events;

    SavingRides(DatabaseClient database, EventTranslation events) {
        this.database = database;
        this.events = events;
    }

    /** The outcome of a change. */
    enum SaveResult {
        SAVED,
        /** The ride has changed in between. */
        OUTDATED,
        /** Another transaction holds the ride, or there is none. */
        HELD
    }

    /** Stores changes as {@code Rides#saveAll} does. It waits for rides that another transaction holds. */
    Mono<Set<RideId>> saveAll(List<RideChange> changes) {
        return Mono.defer(() -> bound(database.sql(SAVE), changes)
                .map(SavingRides::idOf)
                .all().collect(Collectors.toSet())
                .onErrorMap(SavingRides::isSecondActiveRide, SecondActiveRideException::new));
    }

    /** Stores the changes of those rides that no other transaction holds, and waits for none. */
    Mono<List<SaveResult>> saveFree(List<ChangedRide> changes) {
        List<RideChange> all = changes.stream().map(ChangedRide::change).toList();
        return Mono.defer(() -> bound(database.sql(SAVE_FREE), all)
                .map(row -> Map.entry(idOf(row), Boolean.TRUE.equals(row.get("saved", Boolean.class))
                        ? SaveResult.SAVED
                        : SaveResult.OUTDATED))
                .all().collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(free -> all.stream()
                        .map(change -> free.getOrDefault(change.before().id(), SaveResult.HELD)).toList()));
    }

    private GenericExecuteSpec bound(GenericExecuteSpec statement, List<RideChange> changes) {
        return statement
                .bind("rides", RideRow.of(changes.stream().map(RideChange::after).toList()))
                .bind("ids", changes.stream().map(change -> change.before().id().value()).toArray(UUID[]::new))
                .bind("versions", changes.stream().map(change -> change.before().version()).toArray(Long[]::new))
                .bind("wrongPins", changes.stream().map(change -> change.before().wrongPins()).toArray(Integer[]::new))
                .bind("outbox", OutboxSql.json(changes.stream().flatMap(this::entryFor).toList()));
    }

    private Stream<OutboxEntry> entryFor(RideChange change) {
        RideFact fact = change.fact();
        return fact == null ? Stream.empty() : Stream.of(events.entryFor(change.after(), fact, change.cause()));
    }

    private static RideId idOf(Readable row) {
        return new RideId(Objects.requireNonNull(row.get("id", UUID.class)));
    }

    static boolean isSecondActiveRide(Throwable error) {
        return error instanceof DataAccessException refusal
                && DatabaseErrors.violates(refusal, "ride_one_active_per_rider");
    }
}
