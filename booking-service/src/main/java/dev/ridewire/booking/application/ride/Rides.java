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

/** The store of rides. It stores a change and the event of its fact together, or neither. */
public interface Rides {
    /**
     * Stores a new ride, its fact and its idempotency key, or none of them.
     *
     * @param now a key that expired before this time may be used again
     */
    Mono<AddResult> add(Ride ride, RideFact fact, IdempotencyKey key, Instant now, TraceContext cause);

    /** Finds a ride; empty if there is none. */
    Mono<Ride> find(RideId id);

    /** Finds the ride that was stored under a valid key; empty if there is none. */
    Mono<KeyedRide> findByKey(RiderId rider, String key, Instant now);

    /**
     * Finds the rides of a rider that pass the filter, newest first.
     *
     * @param before only rides older than this one; null: from the newest
     */
    Mono<List<Ride>> findNewestOf(RiderId rider, RideFilter filter, @Nullable RideId before, int limit);

    /** Stores a change. Returns false, and stores nothing, if the ride has changed in between. */
    Mono<Boolean> save(RideChange change);

    /** Finds those of the rides that exist, and locks them until the surrounding transaction ends. */
    Mono<List<Ride>> lockAll(Collection<RideId> ids);

    /**
     * Stores changes of different rides, and returns those rides that had not changed in between.
     *
     * @return fails with {@link SecondActiveRideException} if a rider would have two active rides, and then stores none
     *         of them
     */
    Mono<Set<RideId>> saveAll(List<RideChange> changes);

    /**
     * Finds scheduled rides whose time has come, longest due first, and locks them until the surrounding transaction
     * ends. It skips rides that another instance has locked, and rides whose riders have an active ride: those wait for
     * its end.
     *
     * @param until the latest scheduled time
     */
    Mono<List<Ride>> lockDue(Instant until, int limit);

    /**
     * Finds scheduled rides whose time has passed and whose riders have an active ride, longest due first. It locks
     * them until the surrounding transaction ends, and skips rides that another instance has locked.
     *
     * @param until the latest scheduled time
     */
    Mono<List<Ride>> lockOverdue(Instant until, int limit);

    /**
     * Finds rides under way, longest under way first, and locks them until the surrounding transaction ends. It skips
     * rides that another instance has locked.
     *
     * @param until the latest start
     */
    Mono<List<Ride>> lockAbandoned(Instant until, int limit);

    /**
     * Finds completed rides whose fare has not settled, longest completed first, and locks them until the surrounding
     * transaction ends. It skips rides that another instance has locked.
     *
     * @param until the latest completion
     */
    Mono<List<Ride>> lockUnsettled(Instant until, int limit);

    /** Deletes expired keys, the oldest first, and returns their number. */
    Mono<Long> forgetExpiredKeys(Instant now, int limit);

    /** The outcome of adding a new ride. */
    enum AddResult {
        ADDED,
        /** The key belongs to a request that was already stored. */
        KEY_TAKEN,
        /** Another transaction is storing a request with this key, and did not end in time. */
        KEY_IN_FLIGHT,
        /** The rider has an active ride. */
        ACTIVE_RIDE_EXISTS,
        /**
         * The rider has as many scheduled rides as the policy allows. This request may be among them, because the key
         * was not checked. Rides that are added at the same moment may not see each other, so that one too many is
         * stored.
         */
        TOO_MANY_SCHEDULED
    }
}
