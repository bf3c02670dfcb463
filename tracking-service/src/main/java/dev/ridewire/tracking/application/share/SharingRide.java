package dev.ridewire.tracking.application.share;

import dev.ridewire.tracking.application.Rides;
import dev.ridewire.tracking.domain.RideState;
import dev.ridewire.tracking.domain.TrackedRide;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** The use case of a rider who shares a ride, or ends that. */
public final class SharingRide {
    private final Rides rides;
    private final ShareLinks links;
    private final WatchedLinks watchedLinks;
    private final int mostOfRide;
    private final Supplier<String> tokens;
    private final Clock clock;

    /**
     * @param mostOfRide links of a ride; one more ends the oldest
     * @param tokens     texts that nobody guesses
     */
    public SharingRide(Rides rides, ShareLinks links, WatchedLinks watchedLinks, int mostOfRide,
            Supplier<String> tokens, Clock clock) {
        this.rides = rides;
        this.links = links;
        this.watchedLinks = watchedLinks;
        this.mostOfRide = mostOfRide;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Makes a link to a ride; empty if this rider has no such ride. */
    public Mono<Sharing> share(UUID rideId, String riderId) {
        return ofRider(rideId, riderId).flatMap(ride -> {
            if (ride.state().isFinal()) {
                return Mono.just(new Sharing.RideOver(ride.state()));
            }
            String token = tokens.get();
            return links.add(LinkKey.of(token), rideId, clock.instant(), mostOfRide)
                    .thenReturn(new Sharing.Link(token));
        });
    }

    /** Revokes all links to a ride, and returns it; empty if this rider has no such ride. */
    public Mono<TrackedRide> revoke(UUID rideId, String riderId) {
        return ofRider(rideId, riderId)
                .flatMap(ride -> links.revoke(rideId).then(watchedLinks.check()).thenReturn(ride));
    }

    private Mono<TrackedRide> ofRider(UUID rideId, String riderId) {
        return rides.find(rideId).filter(ride -> ride.riderId().equals(riderId));
    }

    /** The result of sharing a ride. */
    public sealed interface Sharing {
        /** @param token opens the link; it is stored nowhere */
        record Link(String token) implements Sharing {}

        /** The ride has reached a final state, so there is nothing to share. */
        record RideOver(RideState state) implements Sharing {}
    }
}
