package dev.ridewire.booking.application.rating;

import dev.ridewire.booking.domain.party.Actor;
import dev.ridewire.booking.domain.party.Party;
import dev.ridewire.booking.domain.rating.Rating;
import dev.ridewire.booking.domain.ride.RideId;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** The use case of a rider or a driver who views their own rating. */
public final class ViewingRating {
    private final Ratings ratings;

    public ViewingRating(Ratings ratings) {
        this.ratings = ratings;
    }

    public Mono<Outcome> view(RideId ride, Actor rater) {
        return ratings.find(ride).map(rated -> outcomeOf(rated, rater))
                .defaultIfEmpty(new Outcome.Unknown());
    }

    private static Outcome outcomeOf(Ratings.RatedRide rated, Actor rater) {
        Optional<Party> party = rated.ride().partyOf(rater).filter(it -> it != Party.DISPATCHER);
        if (party.isEmpty()) {
            return new Outcome.Unknown();
        }
        Rating given = rated.ratings().get(party.get());
        return given == null ? new Outcome.NotRated() : new Outcome.Found(given);
    }

    /** The answer that the rater gets. */
    public sealed interface Outcome {
        record Found(Rating rating) implements Outcome {}

        /** The rater has not rated the ride yet. */
        record NotRated() implements Outcome {}

        /** There is no such ride, or the rater is neither its rider nor its driver. */
        record Unknown() implements Outcome {}
    }
}
