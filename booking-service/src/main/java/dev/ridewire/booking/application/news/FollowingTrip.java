package dev.ridewire.booking.application.news;

import dev.ridewire.booking.application.ride.Rides;
import dev.ridewire.booking.domain.ride.RidePolicy;
import java.time.Clock;
import java.util.List;
import reactor.core.publisher.Mono;

/** The use case that applies tracking's results: a measured trip, or none. The fare of its ride settles. */
public final class FollowingTrip {
    private final NewsOfRides newsOfRides;

    public FollowingTrip(Rides rides, RidePolicy policy, Clock clock) {
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
