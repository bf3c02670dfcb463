package dev.ridewire.booking.application.news;

import dev.ridewire.booking.application.ride.Rides;
import dev.ridewire.booking.domain.ride.RidePolicy;
import java.time.Clock;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * The use case that applies dispatch's results: a driver found, or none. A result for which the ride no longer waits
 * (cancelled, or another attempt) changes nothing. Dispatch frees the driver when it receives the ride's next event.
 */
public final class FollowingMatch {
    private final NewsOfRides newsOfRides;

    public FollowingMatch(Rides rides, RidePolicy policy, Clock clock) {
        this.newsOfRides = new NewsOfRides(rides, policy, clock);
    }

    /**
     * Applies the results. It must run in the transaction in which they were received.
     *
     * @param news at most one for each ride
     */
    public Mono<Void> follow(List<RideNews> news) {
        return newsOfRides.take(news);
    }
}
