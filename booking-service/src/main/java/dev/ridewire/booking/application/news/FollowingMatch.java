package dev.ridewire.booking.application.news;

import dev.ridewire.booking.application.ride.Rides;
import dev.ridewire.booking.domain.ride.RidePolicy;
import java.time.Clock;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Dispatch found a driver for a ride, or gave up. A result that the ride no longer waits for (cancelled, or another
 * attempt) changes nothing: dispatch frees the driver when it sees the ride.
 */
public final class FollowingMatch {
    private final NewsOfRides newsOfRides;

    public FollowingMatch(Rides rides, RidePolicy policy, Clock clock) {
        this.newsOfRides = new NewsOfRides(rides, policy, clock);
    }

    /** Belongs into the transaction in which the news was received. @param news at most one a ride */
    public Mono<Void> follow(List<RideNews> news) {
        return newsOfRides.take(news);
    }
}
