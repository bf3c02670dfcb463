package dev.ridewire.booking.application.ride;

import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideFact;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.events.TraceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Rides that someone else changes just before the first few saves. */
public final class InterferingRides implements Rides {
    private final Rides rides;
    private final int interferences;
    private final Runnable interference;
    private int saves;

    public InterferingRides(Rides rides, int interferences, Runnable interference) {
        this.rides = rides;
        this.interferences = interferences;
        this.interference = interference;
    }

    int saves() {
        return saves;
    }

    @Override
    public Mono<Boolean> save(RideChange change) {
        return Mono.defer(() -> {
            if (saves++ >= interferences) {
                return rides.save(change);
            }
            interference.run();
            return Mono.just(false);
        });
    }

    @Override
    public Mono<AddResult> add(Ride ride, RideFact fact, IdempotencyKey key, Instant now, TraceContext cause) {
        return rides.add(ride, fact, key, now, cause);
    }

    @Override
    public Mono<Ride> find(RideId id) {
        return rides.find(id);
    }

    @Override
    public Mono<KeyedRide> findByKey(RiderId rider, String key, Instant now) {
        return rides.findByKey(rider, key, now);
    }

    @Override
    public Mono<List<Ride>> findNewestOf(RiderId rider, RideFilter filter, @Nullable RideId before, int limit) {
        return rides.findNewestOf(rider, filter, before, limit);
    }

    @Override
    public Mono<List<Ride>> lockAll(Collection<RideId> ids) {
        return rides.lockAll(ids);
    }

    @Override
    public Mono<Set<RideId>> saveAll(List<RideChange> changes) {
        return Mono.defer(() -> {
            if (saves++ < interferences) {
                interference.run();
            }
            return rides.saveAll(changes);
        });
    }

    @Override
    public Mono<List<Ride>> lockDue(Instant until, int limit) {
        return rides.lockDue(until, limit);
    }

    @Override
    public Mono<List<Ride>> lockOverdue(Instant until, int limit) {
        return rides.lockOverdue(until, limit);
    }

    @Override
    public Mono<List<Ride>> lockAbandoned(Instant until, int limit) {
        return rides.lockAbandoned(until, limit);
    }

    @Override
    public Mono<List<Ride>> lockUnsettled(Instant until, int limit) {
        return rides.lockUnsettled(until, limit);
    }

    @Override
    public Mono<Long> forgetExpiredKeys(Instant now, int limit) {
        return rides.forgetExpiredKeys(now, limit);
    }
}
