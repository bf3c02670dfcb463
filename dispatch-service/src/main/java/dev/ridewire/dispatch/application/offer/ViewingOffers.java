package dev.ridewire.dispatch.application.offer;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Drivers look at what they are asked. */
public final class ViewingOffers {
    /** Leaves a phone that answered and then lost its network the time to come back. */
    private static final Duration WITHDRAWN_IS_NEWS = Duration.ofMinutes(2);

    private final Offers offers;
    private final Clock clock;

    public ViewingOffers(Offers offers, Clock clock) {
        this.offers = offers;
        this.clock = clock;
    }

    /** The offers that wait for these drivers' answers. */
    public Mono<List<TripOffer>> pending(Set<String> driverIds) {
        return driverIds.isEmpty() ? Mono.just(List.of()) : offers.pending(driverIds);
    }

    /** Finds the offers that bind these drivers, waiting or accepted, and those that were withdrawn lately. */
    public Mono<List<TripOffer>> current(Set<String> driverIds) {
        return driverIds.isEmpty()
                ? Mono.just(List.of())
                : offers.liveOrWithdrawnAfter(driverIds, clock.instant().minus(WITHDRAWN_IS_NEWS));
    }

    /** One offer in whatever state; empty where there is none. */
    public Mono<TripOffer> one(UUID offerId) {
        return offers.find(offerId);
    }
}
