package dev.ridewire.booking.application.rating;

import static dev.ridewire.booking.domain.ride.SampleRides.DRIVER;
import static dev.ridewire.booking.domain.ride.SampleRides.NOW;
import static dev.ridewire.booking.domain.ride.SampleRides.OTHER_DRIVER;
import static dev.ridewire.booking.domain.ride.SampleRides.RIDER;
import static dev.ridewire.booking.domain.ride.SampleRides.completedRide;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.booking.application.rating.RatingRide.Outcome;
import dev.ridewire.booking.application.ride.IdempotencyKey;
import dev.ridewire.booking.application.ride.InMemoryRides;
import dev.ridewire.booking.domain.party.Actor;
import dev.ridewire.booking.domain.party.Party;
import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.booking.domain.rating.Rating;
import dev.ridewire.booking.domain.rating.RatingRejection;
import dev.ridewire.booking.domain.rating.Review;
import dev.ridewire.booking.domain.ride.RideFact;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.events.TraceContext;
import dev.ridewire.testing.time.AdvancingClock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class RatingRideTest {
    private static final Review GOOD = new Review(5, null);
    private static final Outcome UNKNOWN = new Outcome.Unknown();

    private final InMemoryRides rides = new InMemoryRides();
    private final InMemoryRatings ratings = new InMemoryRatings(rides);
    private final AdvancingClock clock = new AdvancingClock(NOW);
    private final RatingRide rating = new RatingRide(ratings, clock);

    @BeforeEach
    void aRideHappened() {
        var key = new IdempotencyKey("key", "fingerprint", NOW.plusSeconds(60));
        rides.add(completedRide(), new RideFact.RideCompleted(), key, NOW, TraceContext.NONE).block();
    }

    @Test
    void riderAndDriverRateEachOther() {
        assertThat(rate(Actor.rider(RIDER), GOOD)).isEqualTo(rated(Party.RIDER, 1, GOOD));
        assertThat(rate(Actor.driver(DRIVER), new Review(2, "Slammed the door")))
                .isEqualTo(rated(Party.DRIVER, 1, new Review(2, "Slammed the door")));
    }

    @Test
    void aDoubleClickRatesOnce() {
        var first = rate(Actor.rider(RIDER), GOOD);
        clock.advance(Duration.ofHours(1));

        assertThat(rate(Actor.rider(RIDER), GOOD)).isEqualTo(first);
    }

    @Test
    void aRatingIsChangedWithinADayAndThenFinal() {
        rate(Actor.rider(RIDER), GOOD);
        clock.advance(Duration.ofHours(23));

        assertThat(rate(Actor.rider(RIDER), new Review(4, null))).isEqualTo(rated(Party.RIDER, 2, new Review(4, null)));
        clock.advance(Duration.ofHours(2));
        assertThat(rate(Actor.rider(RIDER), GOOD)).isEqualTo(new Outcome.Refused(new RatingRejection.RatingFinal()));
    }

    @Test
    void whoeverWasNotInTheCarHasNothingToSay() {
        assertThat(rate(Actor.rider(new RiderId("rider-eve")), GOOD)).isEqualTo(UNKNOWN);
        assertThat(rate(Actor.driver(OTHER_DRIVER), GOOD)).isEqualTo(UNKNOWN);
        assertThat(rate(Actor.dispatcher("dispatcher-dee"), GOOD)).isEqualTo(UNKNOWN);
        assertThat(rating.rate(new RideId(new UUID(9, 9)), Actor.rider(RIDER), GOOD).block()).isEqualTo(UNKNOWN);
    }

    @Test
    void whoeverKeepsLosingAgainstThemselvesGivesUp() {
        var saves = new AtomicInteger();
        var losing = new RatingRide(new Ratings() {
            @Override
            public Mono<RatedRide> find(RideId ride) {
                return ratings.find(ride);
            }

            @Override
            public Mono<Boolean> save(Rating rating) {
                saves.incrementAndGet();
                return Mono.just(false);
            }
        }, clock);

        assertThat(losing.rate(completedRide().id(), Actor.rider(RIDER), GOOD).block())
                .isEqualTo(new Outcome.Contended());
        assertThat(saves).hasValue(4);
    }

    private Outcome rate(Actor by, Review review) {
        return rating.rate(completedRide().id(), by, review).blockOptional().orElseThrow();
    }

    private static Outcome rated(Party by, int revision, Review review) {
        return new Outcome.Rated(new Rating(completedRide().id(), by, revision, review, NOW));
    }
}
