package dev.ridewire.dispatch.application;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Drivers look at what they are asked. */
public final class ViewingOffers {
    private final Offers offers;

    public ViewingOffers(Offers offers) {
        this.offers = offers;
    }

    /** The offers that wait for these drivers' answers. */
    public Mono<List<TripOffer>> pending(Set<String> driverIds) {
        return driverIds.isEmpty() ? Mono.just(List.of()) : offers.pending(driverIds);
    }

    /** One offer in whatever state; empty where there is none. */
    public Mono<TripOffer> one(UUID offerId) {
        return offers.find(offerId);
    }
}
