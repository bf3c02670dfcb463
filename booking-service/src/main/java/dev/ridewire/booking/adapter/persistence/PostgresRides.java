package dev.ridewire.booking.adapter.persistence;

import dev.ridewire.booking.application.ride.IdempotencyKey;
import dev.ridewire.booking.application.ride.KeyedRide;
import dev.ridewire.booking.application.ride.RideChange;
import dev.ridewire.booking.application.ride.RideFilter;
import dev.ridewire.booking.application.ride.Rides;
import dev.ridewire.booking.application.ride.SecondActiveRideException;
import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideFact;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.booking.domain.ride.RidePolicy;
import dev.ridewire.booking.domain.ride.RideStatus;
import dev.ridewire.events.TraceContext;
import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.messaging.outbox.OutboxSql;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Rides in PostgreSQL: one statement for each method of the port. The class is no repository to Spring, because {@code
 * DatabaseClient} already translates errors.
 */
@Component
final class PostgresRides implements Rides {
    /** The same states as in the index that allows a rider one active ride. */
    private static final String ACTIVE = "('REQUESTED', 'DRIVER_ASSIGNED', 'DRIVER_ARRIVED', 'IN_PROGRESS')";

    /**
     * An expired key is taken over. If the key is taken, the statement changes nothing, and a second active ride undoes
     * all of it. A rider who has too many scheduled rides claims no key; a request for an immediate ride is not
     * counted. The count uses the order of an index of the rider's own rides, as {@link #findNewest} does.
     */
    private static final String ADD = """
            /* add ride */
            with scheduled as (
                select count(*) as rides
                  from (select from ride
                         where :counts and rider_id = any(array[:rider]) and state = 'SCHEDULED'
                         order by rider_id, id desc
                         limit :most) few
            ), claimed_key as (
                insert into idempotency_key (rider_id, key, fingerprint, ride_id, expires_at)
                select :rider, :key, :fingerprint, :id, :expiresAt from scheduled where rides < :most
                on conflict (rider_id, key) do update
                   set (fingerprint, ride_id, expires_at) = (excluded.fingerprint, excluded.ride_id, excluded.expires_at)
                 where idempotency_key.expires_at <= :now
                returning ride_id
            ), added as (
                insert into ride (id, rider_id, version, state, attempt, vehicle_class, pickup_lat, pickup_lng, dropoff_lat,
                        dropoff_lng, city, time_zone, tariff_version, surge, estimated_meters, estimated_seconds, rates,
                        currency, quoted_fare, quoted_breakdown, pin, note, scheduled_for, requested_at, state_changed_at,
                        excluded_drivers, wrong_pins)
                select id, rider_id, version, state, attempt, vehicle_class, pickup_lat, pickup_lng, dropoff_lat,
                       dropoff_lng, city, time_zone, tariff_version, surge, estimated_meters, estimated_seconds, rates,
                       currency, quoted_fare, quoted_breakdown, pin, note, scheduled_for, requested_at, state_changed_at,
                       excluded_drivers, wrong_pins
                  from jsonb_populate_recordset(null::ride, cast(:rides as jsonb))
                 where id in (select ride_id from claimed_key)
                returning id
            ), told as (
                insert into outbox (%s)
                select %s
                 where exists (select from added)
            )
            select exists (select from added) as added, rides >= :most as too_many from scheduled
            """.formatted(OutboxSql.COLUMNS, OutboxSql.ROWS);

    /**
     * The update also compares the count of wrong PINs, which has no version of its own: two guesses at once must count
     * as two.
     */
    private static final String SAVE = """
            /* save rides */
            with saved as (
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
                 where ride.id = new.id and ride.version = seen.version and ride.wrong_pins = seen.wrong_pins
                returning ride.id
            ), told as (
                insert into outbox (%s)
                select %s
                 where event.aggregate_id in (select saved.id::text from saved)
            )
            select id from saved
            """.formatted(OutboxSql.COLUMNS, OutboxSql.ROWS);

    private static final String FIND = "/* find ride */ select %s from ride where id = :id"
            .formatted(RideReader.COLUMNS);

    private static final String FIND_BY_KEY = """
            /* find ride by key */
            select %s, idempotency_key.fingerprint
              from idempotency_key join ride on ride.id = idempotency_key.ride_id
             where idempotency_key.rider_id = :rider and key = :key and expires_at > :now
            """.formatted(RideReader.COLUMNS);

    /** Each statement has a partial index of its own, so the state can't be a parameter. */
    private static final Map<RideFilter, String> FIND_NEWEST = Map.of(
            RideFilter.ALL, findNewest(""),
            RideFilter.ACTIVE, findNewest("and state in " + ACTIVE),
            RideFilter.SCHEDULED, findNewest("and state = 'SCHEDULED'"));

    /** The statement locks in the order of ids, so that two listeners with rides in common don't deadlock. */
    private static final String LOCK = "/* lock rides */ select %s from ride where id = any(:ids) order by id for update"
            .formatted(RideReader.COLUMNS);

    /** Only one instance locks a due ride; the others skip it. */
    private static final String LOCK_DUE = """
            /* lock due rides */
            select %s from ride
             where state = 'SCHEDULED' and scheduled_for <= :until
               and not exists (
                   select from ride as active
                    where active.rider_id = ride.rider_id
                      and active.state in %s)
             order by scheduled_for
             limit :limit
               for update skip locked
            """.formatted(RideReader.COLUMNS, ACTIVE);

    private static final String LOCK_OVERDUE = """
            /* lock overdue rides */
            select %s from ride
             where state = 'SCHEDULED' and scheduled_for <= :until
               and exists (
                   select from ride as active
                    where active.rider_id = ride.rider_id
                      and active.state in %s)
             order by scheduled_for
             limit :limit
               for update of ride skip locked
            """.formatted(RideReader.COLUMNS, ACTIVE);

    private static final String LOCK_ABANDONED = """
            /* lock abandoned rides */
            select %s from ride
             where state = 'IN_PROGRESS' and started_at <= :until
             order by started_at
             limit :limit
               for update skip locked
            """.formatted(RideReader.COLUMNS);

    private static final String LOCK_UNSETTLED = """
            /* lock unsettled rides */
            select %s from ride
             where state = 'COMPLETED' and fare is null and completed_at <= :until
             order by completed_at
             limit :limit
               for update skip locked
            """.formatted(RideReader.COLUMNS);

    /** Deletes by {@code ctid}: for a join, the planner scans all keys. */
    private static final String FORGET_KEYS = """
            /* forget expired keys */
            delete from idempotency_key
             where ctid = any(array(
                   select ctid from idempotency_key
                    where expires_at <= :now
                    order by expires_at
                    limit :limit
                      for update skip locked))
            """;

    private static final UUID AFTER_ALL = new UUID(-1, -1);

    private final DatabaseClient database;
    private final EventTranslation events;
    private final RidePolicy policy;

    PostgresRides(DatabaseClient database, EventTranslation events, RidePolicy policy) {
        this.database = database;
        this.events = events;
        this.policy = policy;
    }

    @Override
    public Mono<AddResult> add(Ride ride, RideFact fact, IdempotencyKey key, Instant now, TraceContext cause) {
        return Mono.defer(() -> database.sql(ADD)
                .bind("rider", ride.order().rider().value())
                .bind("counts", ride.status() == RideStatus.SCHEDULED)
                .bind("most", policy.mostScheduled())
                .bind("key", key.value())
                .bind("fingerprint", key.fingerprint())
                .bind("id", ride.id().value())
                .bind("expiresAt", key.expiresAt())
                .bind("now", now)
                .bind("rides", RideRow.of(List.of(ride)))
                .bind("outbox", OutboxSql.json(List.of(events.entryFor(ride, fact, cause))))
                .map(PostgresRides::resultOf)
                .one()
                .onErrorResume(DataAccessException.class, PostgresRides::whatItMeans));
    }

    @Override
    public Mono<Ride> find(RideId id) {
        return database.sql(FIND).bind("id", id.value()).map(RideReader::read).one();
    }

    @Override
    public Mono<KeyedRide> findByKey(RiderId rider, String key, Instant now) {
        return database.sql(FIND_BY_KEY)
                .bind("rider", rider.value())
                .bind("key", key)
                .bind("now", now)
                .map(row -> new KeyedRide(
                        Objects.requireNonNull(row.get("fingerprint", String.class)), RideReader.read(row)))
                .one();
    }

    @Override
    public Mono<List<Ride>> findNewestOf(RiderId rider, RideFilter filter, @Nullable RideId before, int limit) {
        return database.sql(Objects.requireNonNull(FIND_NEWEST.get(filter)))
                .bind("rider", rider.value())
                .bind("before", before == null ? AFTER_ALL : before.value())
                .bind("limit", limit)
                .map(RideReader::read).all().collectList();
    }

    @Override
    public Mono<Boolean> save(RideChange change) {
        return saveAll(List.of(change)).map(saved -> !saved.isEmpty());
    }

    @Override
    public Mono<List<Ride>> lockAll(Collection<RideId> ids) {
        return database.sql(LOCK)
                .bind("ids", ids.stream().map(RideId::value).toArray(UUID[]::new))
                .map(RideReader::read).all().collectList();
    }

    @Override
    public Mono<Set<RideId>> saveAll(List<RideChange> changes) {
        return Mono.defer(() -> database.sql(SAVE)
                .bind("rides", RideRow.of(changes.stream().map(RideChange::after).toList()))
                .bind("ids", changes.stream().map(change -> change.before().id().value()).toArray(UUID[]::new))
                .bind("versions", changes.stream().map(change -> change.before().version()).toArray(Long[]::new))
                .bind("wrongPins", changes.stream().map(change -> change.before().wrongPins()).toArray(Integer[]::new))
                .bind("outbox", OutboxSql.json(changes.stream().flatMap(this::entryFor).toList()))
                .map(row -> new RideId(Objects.requireNonNull(row.get("id", UUID.class))))
                .all().collect(Collectors.toSet())
                .onErrorMap(PostgresRides::isSecondActiveRide, SecondActiveRideException::new));
    }

    @Override
    public Mono<List<Ride>> lockDue(Instant until, int limit) {
        return ridesUntil(database.sql(LOCK_DUE), until, limit);
    }

    @Override
    public Mono<List<Ride>> lockOverdue(Instant until, int limit) {
        return ridesUntil(database.sql(LOCK_OVERDUE), until, limit);
    }

    @Override
    public Mono<List<Ride>> lockAbandoned(Instant until, int limit) {
        return ridesUntil(database.sql(LOCK_ABANDONED), until, limit);
    }

    @Override
    public Mono<List<Ride>> lockUnsettled(Instant until, int limit) {
        return ridesUntil(database.sql(LOCK_UNSETTLED), until, limit);
    }

    @Override
    public Mono<Long> forgetExpiredKeys(Instant now, int limit) {
        return database.sql(FORGET_KEYS).bind("now", now).bind("limit", limit).fetch().rowsUpdated();
    }

    /**
     * The rider is in an array of one element, so that only the index of the rider's own rides has this order.
     * Otherwise the planner walks through the rides of all riders, in the hope of finding enough of this one.
     */
    private static String findNewest(String condition) {
        return """
                /* find newest rides */
                select %s from ride
                 where rider_id = any(array[:rider]) and id < :before %s
                 order by rider_id, id desc
                 limit :limit
                """.formatted(RideReader.COLUMNS, condition);
    }

    /** Runs a statement that its caller creates, so that each statement's origin is known. */
    private static Mono<List<Ride>> ridesUntil(DatabaseClient.GenericExecuteSpec statement, Instant until, int limit) {
        return statement.bind("until", until).bind("limit", limit).map(RideReader::read).all().collectList();
    }

    private Stream<OutboxEntry> entryFor(RideChange change) {
        RideFact fact = change.fact();
        return fact == null ? Stream.empty() : Stream.of(events.entryFor(change.after(), fact, change.cause()));
    }

    private static AddResult resultOf(Readable row) {
        if (Boolean.TRUE.equals(row.get("too_many", Boolean.class))) {
            return AddResult.TOO_MANY_SCHEDULED;
        }
        return Boolean.TRUE.equals(row.get("added", Boolean.class)) ? AddResult.ADDED : AddResult.KEY_TAKEN;
    }

    /** Runs a statement that is a transaction of its own: an error undoes it and leaves the connection usable. */
    private static Mono<AddResult> whatItMeans(DataAccessException error) {
        if (isSecondActiveRide(error)) {
            return Mono.just(AddResult.ACTIVE_RIDE_EXISTS);
        }
        return DatabaseErrors.isLockTimeout(error) ? Mono.just(AddResult.KEY_IN_FLIGHT) : Mono.error(error);
    }

    private static boolean isSecondActiveRide(Throwable error) {
        return error instanceof DataAccessException refusal
                && DatabaseErrors.violates(refusal, "ride_one_active_per_rider");
    }
}
