package dev.ridewire.dispatch.application.ride;

import dev.ridewire.dispatch.application.Traced;
import dev.ridewire.dispatch.domain.ride.Match;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The matches. What is claimed or locked stays so until the end of the transaction. Everybody locks matches before
 * drivers and each kind in the order of ids, and a claim skips locked ones, so no deadlock arises.
 */
public interface Matches {
    /** Locks those that exist, and waits for the transactions that hold them. */
    Mono<List<Traced<Match>>> lock(Set<UUID> rideIds);

    /** Claims searches that go on, oldest first, beginning behind a place in that list. */
    Mono<List<Traced<Match>>> claimSearches(@Nullable SearchCursor after, Instant now, int limit);

    /** Claims searches whose window is over, oldest first. */
    Mono<List<Traced<Match>>> claimEndedSearches(Instant now, int limit);

    /** Claims matches whose offer was not answered in time, the longest overdue first. */
    Mono<List<Traced<Match>>> claimLapsedOffers(Instant now, int limit);

    /**
     * Deletes matches that failed or were closed before a time, with their offers: up to {@code limit}, the oldest
     * first, passing over what is locked. Says how many.
     */
    Mono<Long> forgetOver(Instant before, int limit);

    /** Looks without locking; empty where the ride is not known. */
    Mono<Traced<Match>> find(UUID rideId);
}
