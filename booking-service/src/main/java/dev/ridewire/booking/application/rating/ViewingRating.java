package dev.ridewire.booking.application.rating;

import dev.ridewire.booking.domain.Rejection;
import dev.ridewire.booking.domain.party.Actor;
import dev.ridewire.booking.domain.party.Party;
import dev.ridewire.booking.domain.rating.Rating;
import dev.ridewire.booking.domain.ride.RideId;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** A rider or a driver looks at what they said themselves. */
public final class ViewingRating {
    private final Ratings ratings;

    public ViewingRating(Ratings ratings) {
        this.ratings = ratings;
    }

    public Mono<Outcome> view(RideId ride, Actor rater) {
        return ratings.find(ride).map(rated -> outcomeOf(rated, rater))
                .defaultIfEmpty(new Outcome.Refused(new Rejection.RideUnknown()));
    }

    private static Outcome outcomeOf(Ratings.RatedRide rated, Actor rater) {
        Optional<Party> party = rated.ride().partyOf(rater).filter(it -> it != Party.DISPATCHER);
        if (party.isEmpty()) {
            return new Outcome.Refused(new Rejection.RideUnknown());
        }
        Rating given = rated.ratings().get(party.get());
        return given == null ? new Outcome.Refused(new Rejection.NotRated()) : new Outcome.Found(given);
    }

    /** The answer that the rater gets. */
    public sealed interface Outcome {
        record Found(Rating rating) implements Outcome {}

        record Refused(Rejection reason) implements Outcome {}
    }
}
