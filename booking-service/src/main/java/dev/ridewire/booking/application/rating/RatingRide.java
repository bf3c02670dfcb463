package dev.ridewire.booking.application.rating;

import dev.ridewire.booking.domain.party.Actor;
import dev.ridewire.booking.domain.party.Party;
import dev.ridewire.booking.domain.rating.Rating;
import dev.ridewire.booking.domain.rating.RatingRejection;
import dev.ridewire.booking.domain.rating.Review;
import dev.ridewire.booking.domain.ride.RideId;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The use case of a rider or a driver who rates a ride. It takes one read and one write, unless the same person rates
 * it twice at once.
 */
public final class RatingRide {
    private static final Logger log = LoggerFactory.getLogger(RatingRide.class);
    /**
     * The number of tries. A person whose own requests conflict this often gets an error, rather than a longer wait.
     */
    private static final int TRIES = 4;

    private final Ratings ratings;
    private final Clock clock;

    public RatingRide(Ratings ratings, Clock clock) {
        this.ratings = ratings;
        this.clock = clock;
    }

    public Mono<Outcome> rate(RideId ride, Actor by, Review review) {
        return rate(ride, by, review, TRIES);
    }

    private Mono<Outcome> rate(RideId ride, Actor by, Review review, int triesLeft) {
        if (triesLeft == 0) {
            return Mono.just(new Outcome.Contended());
        }
        return ratings.find(ride)
                .flatMap(rated -> decide(rated, by, review)
                        .switchIfEmpty(Mono.defer(() -> rate(ride, by, review, triesLeft - 1))))
                .defaultIfEmpty(new Outcome.Unknown());
    }

    /** Returns empty if another rating was stored in between. */
    private Mono<Outcome> decide(Ratings.RatedRide rated, Actor by, Review review) {
        Optional<Party> party = rated.ride().partyOf(by).filter(it -> it != Party.DISPATCHER);
        if (party.isEmpty()) {
            return Mono.just(new Outcome.Unknown());
        }
        Rating before = rated.ratings().get(party.get());
        return switch (Rating.decide(rated.ride(), party.get(), before, review, clock.instant())) {
            case Rating.Decision.Given(Rating rating) -> save(rating);
            case Rating.Decision.AlreadyGiven(Rating rating) -> Mono.just(new Outcome.Rated(rating));
            case Rating.Decision.Refused(RatingRejection reason) -> Mono.just(new Outcome.Refused(reason));
        };
    }

    private Mono<Outcome> save(Rating rating) {
        return ratings.save(rating).filter(saved -> saved).map(_ -> {
            log.atInfo().addKeyValue("ride.id", rating.ride()).addKeyValue("by", rating.by()).log("ride rated");
            return new Outcome.Rated(rating);
        });
    }

    /** The outcome of the review. */
    public sealed interface Outcome {
        record Rated(Rating rating) implements Outcome {}

        record Refused(RatingRejection reason) implements Outcome {}

        /** There is no such ride, or the rater is neither its rider nor its driver. */
        record Unknown() implements Outcome {}

        /** The same person kept rating the ride at the same time. */
        record Contended() implements Outcome {}
    }
}
