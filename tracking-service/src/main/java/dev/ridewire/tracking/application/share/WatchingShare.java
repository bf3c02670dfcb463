package dev.ridewire.tracking.application.share;

import dev.ridewire.tracking.application.WatchingRide;
import dev.ridewire.tracking.application.WatchingRide.CarSight;
import dev.ridewire.tracking.application.WatchingRide.RideSight;
import dev.ridewire.tracking.application.WatchingRide.Sight;
import dev.ridewire.tracking.domain.TrackedRide;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The use case of someone who opens a shared link. */
public final class WatchingShare {
    private final ShareLinks links;
    private final WatchedLinks watchedLinks;
    private final WatchingRide watchingRide;

    public WatchingShare(ShareLinks links, WatchedLinks watchedLinks, WatchingRide watchingRide) {
        this.links = links;
        this.watchedLinks = watchedLinks;
        this.watchingRide = watchingRide;
    }

    /** Returns the present view; empty for a link that is unknown or revoked, or whose ride is over. */
    public Mono<SharedView> look(LinkKey key) {
        return views(key).next();
    }

    /**
     * Returns the present view and each newer one, until the ride is over or the link is revoked. It is empty where
     * {@link #look} is.
     */
    public Flux<SharedView> watch(LinkKey key) {
        return watchedLinks.untilRevoked(key, views(key));
    }

    private Flux<SharedView> views(LinkKey key) {
        return links.rideOf(key)
                .flatMap(rideId -> watchingRide.watch(rideId, ride -> true))
                .flatMapMany(sights -> sights)
                .takeWhile(sight -> !sight.ride().state().isFinal())
                .map(this::viewOf);
    }

    private SharedView viewOf(Sight sight) {
        return switch (sight) {
            case RideSight(TrackedRide ride) -> SharedView.of(ride, watchingRide.carNow(ride).orElse(null));
            case CarSight car -> SharedView.of(car.ride(), car);
        };
    }
}
