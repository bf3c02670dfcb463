package dev.ridewire.booking.application.rating;

import static dev.ridewire.booking.domain.ride.SampleRides.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.booking.application.ride.IdempotencyKey;
import dev.ridewire.booking.application.ride.Rides;
import dev.ridewire.booking.domain.party.Party;
import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.booking.domain.rating.Rating;
import dev.ridewire.booking.domain.rating.Review;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideFact;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.booking.domain.ride.SampleRides;
import dev.ridewire.events.TraceContext;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract that every {@link Ratings} keeps. */
public abstract class RatingsContract {
    private final RideId id = new RideId(UUID.randomUUID());
    private final Ride ride = SampleRides.requestedRide(id, new RiderId("rider-" + id));

    protected abstract Rides rides();

    protected abstract Ratings ratings();

    @BeforeEach
    void thereIsARide() {
        rides().add(ride, new RideFact.RideRequested(),
                new IdempotencyKey("key", "fingerprint", NOW.plusSeconds(60)), NOW, TraceContext.NONE).block();
    }

    @Test
    void aRideThatNobodyRatedAndOneThatDoesNotExist() {
        assertThat(ratings().find(id).block()).isEqualTo(new Ratings.RatedRide(ride, Map.of()));
        assertThat(ratings().find(new RideId(UUID.randomUUID())).blockOptional()).isEmpty();
    }

    @Test
    void eachPartysRatingIsFoundAsItWasStored() {
        Rating riders = rating(Party.RIDER, 1, new Review(4, "Smooth 🚕"));
        Rating drivers = rating(Party.DRIVER, 1, new Review(5, null));

        assertThat(ratings().save(riders).block()).isTrue();
        assertThat(ratings().save(drivers).block()).isTrue();

        assertThat(ratings().find(id).block()).isEqualTo(
                new Ratings.RatedRide(ride, Map.of(Party.RIDER, riders, Party.DRIVER, drivers)));
    }

    @Test
    void ofTwoRatingsOfOneRevisionOneIsStored() {
        Rating first = rating(Party.RIDER, 1, new Review(1, null));

        assertThat(ratings().save(first).block()).isTrue();
        assertThat(ratings().save(rating(Party.RIDER, 1, new Review(5, null))).block()).isFalse();
        assertThat(ratings().find(id).blockOptional().orElseThrow().ratings()).containsEntry(Party.RIDER, first);
        assertThat(ratings().save(rating(Party.RIDER, 2, new Review(3, "On second thought"))).block()).isTrue();
        assertThat(ratings().save(rating(Party.RIDER, 2, new Review(4, null))).block()).isFalse();
        assertThat(ratings().find(id).blockOptional().orElseThrow().ratings())
                .containsEntry(Party.RIDER, rating(Party.RIDER, 2, new Review(3, "On second thought")));
    }

    private Rating rating(Party by, int revision, Review review) {
        return new Rating(id, by, revision, review, NOW);
    }
}
