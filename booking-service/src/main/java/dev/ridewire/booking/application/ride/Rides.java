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

/**
 * The store of rides. A change that is stored together with a fact also tells the fact to the other services, or
 * neither happens.
 */
public interface Rides {
    /**
     * Stores a new ride, its fact and its idempotency key, or none of them.
     *
     * @param now a key that expired before may be used again
     */
    Mono<AddResult> add(Ride ride, RideFact fact, IdempotencyKey key, Instant now, TraceContext cause);

    /** The ride, or nothing. */
    Mono<Ride> find(RideId id);

    /** Finds what was stored under a key that is still valid; empty if there is nothing. */
    Mono<KeyedRide> findByKey(RiderId rider, String key, Instant now);

    /**
     * Those of a rider's rides that are wanted, newest first.
     *
     * @param before only rides older than this one; null: from the newest
     */
    Mono<List<Ride>> findNewestOf(RiderId rider, RideFilter filter, @Nullable RideId before, int limit);

    /** Stores a change; false where the ride has changed in between, and then nothing is stored. */
    Mono<Boolean> save(RideChange change);

    /** Those of the rides that exist, held against other changes until the surrounding transaction ends. */
    Mono<List<Ride>> lockAll(Collection<RideId> ids);

    /**
     * Stores changes of different rides; returns those rides that had not changed in between.
     *
     * @return fails with {@link SecondActiveRideException} where a rider would have two active rides, and then stores
     *         none of them
     */
    Mono<Set<RideId>> saveAll(List<RideChange> changes);

    /**
     * Scheduled rides whose time has come, longest due first, held against other changes until the surrounding
     * transaction ends. Left out are those that another instance holds and those whose riders have an active ride: they
     * wait for its end.
     *
     * @param until wanted until then
     */
    Mono<List<Ride>> lockDue(Instant until, int limit);

    /**
     * Scheduled rides whose time has passed and whose riders have an active ride, longest due first, held against other
     * changes until the surrounding transaction ends. Left out are those that another instance holds.
     *
     * @param until wanted until then
     */
    Mono<List<Ride>> lockOverdue(Instant until, int limit);

    /**
     * Rides under way, longest under way first, held against other changes until the surrounding transaction ends. Left
     * out are those that another instance holds.
     *
     * @param until started until then
     */
    Mono<List<Ride>> lockAbandoned(Instant until, int limit);

    /**
     * Completed rides whose fare has not settled, longest completed first, held against other changes until the
     * surrounding transaction ends. Left out are those that another instance holds.
     *
     * @param until completed until then
     */
    Mono<List<Ride>> lockUnsettled(Instant until, int limit);

    /** Deletes keys that mean nothing any more, the oldest first; how many. */
    Mono<Long> forgetExpiredKeys(Instant now, int limit);

    /** The outcome of adding a new ride. */
    enum AddResult {
        ADDED,
        /** The key stands for a request that was already stored. */
        KEY_TAKEN,
        /** Another request with this key is being stored right now, and took too long to be waited for. */
        KEY_IN_FLIGHT,
        /** The rider has a ride that is not over. */
        ACTIVE_RIDE_EXISTS,
        /**
         * The rider has as many scheduled rides as the policy allows, perhaps this one among them: the key was not
         * looked at. Of several rides that are added at the very same moment each may miss the others, so that one too
         * many is stored.
         */
        TOO_MANY_SCHEDULED
    }
}
