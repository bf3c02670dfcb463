package dev.ridewire.booking.application.news;

import dev.ridewire.booking.application.ride.Rides;
import dev.ridewire.booking.domain.ride.RidePolicy;
import java.time.Clock;
import java.util.List;
import reactor.core.publisher.Mono;

/** Tracking measured a trip, or found nothing to measure: the fare of its ride settles. */
public final class FollowingTrip {
    private final NewsOfRides newsOfRides;

    public FollowingTrip(Rides rides, RidePolicy policy, Clock clock) {
        this.newsOfRides = new NewsOfRides(rides, policy, clock);
    }

    /** Belongs into the transaction in which the news was received. @param news at most one a ride */
    public Mono<Void> follow(List<RideNews> news) {
        return newsOfRides.take(news);
    }
}
