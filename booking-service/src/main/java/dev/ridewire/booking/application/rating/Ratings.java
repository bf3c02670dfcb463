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
    /** Finds a ride with the ratings of its parties; empty if there is no such ride. */
    Mono<RatedRide> find(RideId ride);

    /** Stores a rating if it follows the stored revision; otherwise returns false and stores nothing. */
    Mono<Boolean> save(Rating rating);

    /** @param ratings by the party who gave them, two at most */
    record RatedRide(Ride ride, Map<Party, Rating> ratings) {
        public RatedRide {
            Objects.requireNonNull(ride, "ride");
            ratings = Map.copyOf(ratings);
        }
    }
}
