package dev.ridewire.tracking.application.share;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The links to rides that were shared and not revoked. */
public interface ShareLinks {
    /**
     * Stores a link.
     *
     * @param mostOfRide links of a ride; one more ends the oldest
     */
    Mono<Void> add(LinkKey key, UUID rideId, Instant now, int mostOfRide);

    /** Deletes all links of a ride. */
    Mono<Void> revoke(UUID rideId);

    /** Finds the ride of a link; empty for a link that is unknown or revoked. */
    Mono<UUID> rideOf(LinkKey key);

    /** Finds those of the links that still exist. */
    Mono<List<LinkKey>> existing(List<LinkKey> keys);

    /** Deletes up to {@code limit} links from before a time whose rides are over, and returns their number. */
    Mono<Long> forgetBefore(Instant time, int limit);
}
