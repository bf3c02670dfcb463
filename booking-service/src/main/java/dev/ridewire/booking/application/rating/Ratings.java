package dev.ridewire.booking.application.rating;

import dev.ridewire.booking.domain.party.Party;
import dev.ridewire.booking.domain.rating.Rating;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideId;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** The store of ratings. */
public interface Ratings {
    /** A ride and what its parties have said so far, or nothing where there is no such ride. */
    Mono<RatedRide> find(RideId ride);

    /**
     * Stores a rating that follows on the revision before it; false where that is not the stored one, and then nothing
     * is stored.
     */
    Mono<Boolean> save(Rating rating);

    /** @param ratings by who gave them, two at most */
    record RatedRide(Ride ride, Map<Party, Rating> ratings) {
        public RatedRide {
            Objects.requireNonNull(ride, "ride");
            ratings = Map.copyOf(ratings);
        }
    }
}
