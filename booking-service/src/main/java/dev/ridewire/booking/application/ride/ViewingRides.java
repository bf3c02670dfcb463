package dev.ridewire.booking.application.ride;

import dev.ridewire.booking.domain.party.Actor;
import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The use case of people who view rides that concern them. */
public final class ViewingRides {
    private final Rides rides;

    public ViewingRides(Rides rides) {
        this.rides = rides;
    }

    /** Returns the ride; empty if there is none or it does not concern the viewer. */
    public Mono<Ride> view(RideId id, Actor viewer) {
        return rides.find(id).filter(ride -> ride.concerns(viewer));
    }

    /**
     * Returns a page of the rider's own rides that pass the filter, newest first.
     *
     * @param before only rides older than this one; null: from the newest
     * @param limit  the most rides of the page
     */
    public Mono<Page> history(RiderId rider, RideFilter filter, @Nullable RideId before, int limit) {
        // One more than is shown tells whether there is a next page.
        return rides.findNewestOf(rider, filter, before, limit + 1).map(found -> found.size() <= limit
                ? new Page(found, null)
                : new Page(found.subList(0, limit), found.get(limit - 1).id()));
    }

    /** @param next the next page begins before this ride; null on the last page */
    public record Page(List<Ride> rides, @Nullable RideId next) {
        public Page {
            rides = List.copyOf(rides);
        }
    }
}
