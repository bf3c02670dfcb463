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
import dev.ridewire.events.TraceContext;
import dev.ridewire.service.batch.BatchBounds;
import dev.ridewire.service.batch.Batching;
import dev.ridewire.service.batch.CommandBatches;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
    static final String ACTIVE = "('REQUESTED', 'DRIVER_ASSIGNED', 'DRIVER_ARRIVED', 'IN_PROGRESS')";

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

    /** Two statements keep the database busy while the service answers the requests of the one before. */
    private static final BatchBounds BATCHES = new BatchBounds(64, 256 * 1024, 2);

    private static final UUID AFTER_ALL = new UUID(-1, -1);

    private final DatabaseClient database;
    private final EventTranslation events;
    private final SavingRides saving;
    private final CommandBatches<NewRide, AddResult> newRides;
    private final CommandBatches<ChangedRide, SavingRides.SaveResult> changes;

    PostgresRides(DatabaseClient database, EventTranslation events, RidePolicy policy, Batching batching) {
        this.database = database;
        this.events = events;
        var adding = new AddingRides(database, policy);
        this.newRides = batching.of("add ride", BATCHES, adding::add, DatabaseErrors::isOfOneRow);
        this.saving = new SavingRides(database, events);
        this.changes = batching.of("save ride", BATCHES, saving::saveFree, DatabaseErrors::isOfOneRow);
    }

    @Override
    public Mono<AddResult> add(Ride ride, RideFact fact, IdempotencyKey key, Instant now, TraceContext cause) {
        return Mono.defer(() -> newRides.submit(new NewRide(ride, key, now, events.entryFor(ride, fact, cause))));
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

    /** If another transaction holds the ride, the change waits outside the batches, where no other waits with it. */
    @Override
    public Mono<Boolean> save(RideChange change) {
        return changes.submit(new ChangedRide(change))
                .onErrorMap(SavingRides::isSecondActiveRide, SecondActiveRideException::new)
                .flatMap(result -> switch (result) {
                    case SAVED -> Mono.just(true);
                    case OUTDATED -> Mono.just(false);
                    case HELD -> saveAll(List.of(change)).map(saved -> !saved.isEmpty());
                });
    }

    @Override
    public Mono<List<Ride>> lockAll(Collection<RideId> ids) {
        return database.sql(LOCK)
                .bind("ids", ids.stream().map(RideId::value).toArray(UUID[]::new))
                .map(RideReader::read).all().collectList();
    }

    @Override
    public Mono<Set<RideId>> saveAll(List<RideChange> changes) {
        return saving.saveAll(changes);
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
}
