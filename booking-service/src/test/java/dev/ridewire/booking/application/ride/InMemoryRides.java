package dev.ridewire.booking.application.ride;

import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideFact;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.booking.domain.ride.RidePolicy;
import dev.ridewire.booking.domain.ride.RideState;
import dev.ridewire.booking.domain.ride.RideStatus;
import dev.ridewire.events.TraceContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Rides in memory, with the promises of the real ones, for tests and for the simulation of the whole protocol. */
public final class InMemoryRides implements Rides {
    private static final int MOST_SCHEDULED = RidePolicy.STANDARD.mostScheduled();

    private final Map<RideId, Ride> rides = new HashMap<>();
    private final Map<OwnedKey, StoredKey> keys = new HashMap<>();
    private final List<ToldFact> told = new ArrayList<>();

    @Override
    public Mono<AddResult> add(Ride ride, RideFact fact, IdempotencyKey key, Instant now, TraceContext cause) {
        return Mono.fromSupplier(() -> addNow(ride, fact, key, now, cause));
    }

    @Override
    public Mono<Ride> find(RideId id) {
        return Mono.fromSupplier(() -> findNow(id));
    }

    @Override
    public Mono<KeyedRide> findByKey(RiderId rider, String key, Instant now) {
        return Mono.fromSupplier(() -> findByKeyNow(rider, key, now));
    }

    @Override
    public Mono<List<Ride>> findNewestOf(RiderId rider, RideFilter filter, @Nullable RideId before, int limit) {
        return Mono.fromSupplier(() -> findNewestNow(rider, filter, before, limit));
    }

    @Override
    public Mono<Boolean> save(RideChange change) {
        return saveAll(List.of(change)).map(saved -> !saved.isEmpty());
    }

    @Override
    public Mono<List<Ride>> lockAll(Collection<RideId> ids) {
        return Mono.fromSupplier(() -> findAllNow(ids));
    }

    @Override
    public Mono<Set<RideId>> saveAll(List<RideChange> changes) {
        return Mono.fromSupplier(() -> saveAllNow(changes));
    }

    @Override
    public Mono<List<Ride>> lockDue(Instant until, int limit) {
        return Mono.fromSupplier(() -> findDueNow(until, limit));
    }

    @Override
    public Mono<List<Ride>> lockOverdue(Instant until, int limit) {
        return Mono.fromSupplier(() -> findOverdueNow(until, limit));
    }

    @Override
    public Mono<List<Ride>> lockAbandoned(Instant until, int limit) {
        return Mono.fromSupplier(() -> findAbandonedNow(until, limit));
    }

    @Override
    public Mono<List<Ride>> lockUnsettled(Instant until, int limit) {
        return Mono.fromSupplier(() -> findUnsettledNow(until, limit));
    }

    @Override
    public Mono<Long> forgetExpiredKeys(Instant now, int limit) {
        return Mono.fromSupplier(() -> forgetNow(now, limit));
    }

    /** All facts told so far, in the order in which they were stored. */
    public synchronized List<ToldFact> told() {
        return List.copyOf(told);
    }

    public synchronized List<Ride> all() {
        return List.copyOf(rides.values());
    }

    /** A fact that other services get to hear. @param ride as it is since */
    public record ToldFact(Ride ride, RideFact fact, TraceContext cause) {}

    private synchronized AddResult addNow(
            Ride ride, RideFact fact, IdempotencyKey key, Instant now, TraceContext cause) {
        RiderId rider = ride.order().rider();
        if (findByKeyNow(rider, key.value(), now) != null) {
            return AddResult.KEY_TAKEN;
        }
        if (ride.status().isActive() && hasActiveRide(rider)) {
            return AddResult.ACTIVE_RIDE_EXISTS;
        }
        if (ride.status() == RideStatus.SCHEDULED
                && findNewestNow(rider, RideFilter.SCHEDULED, null, MOST_SCHEDULED).size() == MOST_SCHEDULED) {
            return AddResult.TOO_MANY_SCHEDULED;
        }
        rides.put(ride.id(), ride);
        keys.put(new OwnedKey(rider, key.value()), new StoredKey(key, ride.id()));
        told.add(new ToldFact(ride, fact, cause));
        return AddResult.ADDED;
    }

    private synchronized @Nullable Ride findNow(RideId id) {
        return rides.get(id);
    }

    private synchronized @Nullable KeyedRide findByKeyNow(RiderId rider, String key, Instant now) {
        StoredKey stored = keys.get(new OwnedKey(rider, key));
        if (stored == null || !now.isBefore(stored.key().expiresAt())) {
            return null;
        }
        Ride ride = rides.get(stored.ride());
        return ride == null ? null : new KeyedRide(stored.key().fingerprint(), ride);
    }

    private synchronized List<Ride> findNewestNow(
            RiderId rider, RideFilter filter, @Nullable RideId before, int limit) {
        return rides.values().stream()
                .filter(ride -> ride.order().rider().equals(rider) && filter.admits(ride))
                .filter(ride -> before == null || inOrder(ride).compareTo(before.toString()) < 0)
                .sorted(Comparator.comparing(InMemoryRides::inOrder).reversed())
                .limit(limit)
                .toList();
    }

    private synchronized List<Ride> findAllNow(Collection<RideId> ids) {
        return rides.values().stream().filter(ride -> ids.contains(ride.id())).toList();
    }

    private synchronized List<Ride> findDueNow(Instant until, int limit) {
        return scheduledUntil(until).filter(ride -> !hasActiveRide(ride.order().rider())).limit(limit).toList();
    }

    private synchronized List<Ride> findOverdueNow(Instant until, int limit) {
        return scheduledUntil(until).filter(ride -> hasActiveRide(ride.order().rider())).limit(limit).toList();
    }

    private Stream<Ride> scheduledUntil(Instant until) {
        return rides.values().stream()
                .filter(ride -> ride.status() == RideStatus.SCHEDULED && !scheduledFor(ride).isAfter(until))
                .sorted(Comparator.comparing(InMemoryRides::scheduledFor));
    }

    private synchronized List<Ride> findAbandonedNow(Instant until, int limit) {
        return rides.values().stream()
                .filter(ride -> ride.state() instanceof RideState.InProgress underWay
                        && !underWay.startedAt().isAfter(until))
                .sorted(Comparator.comparing(Ride::stateChangedAt))
                .limit(limit)
                .toList();
    }

    private synchronized List<Ride> findUnsettledNow(Instant until, int limit) {
        return rides.values().stream()
                .filter(ride -> ride.state() instanceof RideState.Completed completed
                        && completed.fare() == null && !completed.completedAt().isAfter(until))
                .sorted(Comparator.comparing(Ride::stateChangedAt))
                .limit(limit)
                .toList();
    }

    private synchronized long forgetNow(Instant now, int limit) {
        List<OwnedKey> expired = keys.entrySet().stream()
                .filter(entry -> !now.isBefore(entry.getValue().key().expiresAt()))
                .map(Map.Entry::getKey).limit(limit).toList();
        expired.forEach(keys::remove);
        return expired.size();
    }

    private boolean hasActiveRide(RiderId rider) {
        return rides.values().stream()
                .anyMatch(other -> other.order().rider().equals(rider) && other.status().isActive());
    }

    private static Instant scheduledFor(Ride ride) {
        return Objects.requireNonNull(ride.order().scheduledFor());
    }

    private synchronized Set<RideId> saveAllNow(List<RideChange> changes) {
        if (changes.stream().anyMatch(change -> !change.before().status().isActive()
                && change.after().status().isActive() && hasActiveRide(change.after().order().rider()))) {
            throw new SecondActiveRideException(null);
        }
        Set<RideId> saved = new HashSet<>();
        changes.stream().filter(this::saveNow).forEach(change -> saved.add(change.before().id()));
        return saved;
    }

    private boolean saveNow(RideChange change) {
        Ride stored = rides.get(change.before().id());
        if (stored == null || stored.version() != change.before().version()
                || stored.wrongPins() != change.before().wrongPins()) {
            return false;
        }
        rides.put(stored.id(), change.after());
        if (change.fact() != null) {
            told.add(new ToldFact(change.after(), change.fact(), change.cause()));
        }
        return true;
    }

    /** PostgreSQL compares UUIDs byte by byte, Java as signed numbers; their texts order as PostgreSQL does. */
    private static String inOrder(Ride ride) {
        return ride.id().toString();
    }

    private record OwnedKey(RiderId rider, String key) {}

    private record StoredKey(IdempotencyKey key, RideId ride) {}
}
