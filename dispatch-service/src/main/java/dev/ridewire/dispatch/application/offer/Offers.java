package dev.ridewire.dispatch.application.offer;

import dev.ridewire.dispatch.application.ChangeStore;
import dev.ridewire.dispatch.domain.offer.Offer;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The offers. They change with their matches, see {@link ChangeStore}. */
public interface Offers {
    /** Locks the match, the driver and the offer, in this order; empty where the driver has no such offer. */
    Mono<LockedOffer> lock(UUID offerId, String driverId);

    /** Empty where there is no such offer. */
    Mono<TripOffer> find(UUID offerId);

    /** Offers that wait for these drivers' answers. */
    Mono<List<TripOffer>> pending(Set<String> driverIds);

    /** Finds the offers that bind these drivers, waiting or accepted, and those withdrawn after a time. */
    Mono<List<TripOffer>> liveOrWithdrawnAfter(Set<String> driverIds, Instant time);

    /** All offers that were made for a ride, oldest first. */
    Mono<List<Offer>> ofRide(UUID rideId);
}
