package dev.ridewire.booking.domain.rating;

import static dev.ridewire.booking.domain.ride.SampleRides.NOW;
import static dev.ridewire.booking.domain.ride.SampleRides.cancelledRide;
import static dev.ridewire.booking.domain.ride.SampleRides.completedRide;
import static dev.ridewire.booking.domain.ride.SampleRides.rideWithoutDriver;
import static dev.ridewire.booking.domain.ride.SampleRides.startedRide;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridewire.booking.domain.party.Party;
import dev.ridewire.booking.domain.ride.Ride;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RatingTest {
    private static final Review GOOD = new Review(5, "A pleasant ride");
    private static final Review BETTER_THOUGHT_OF = new Review(3, null);
    private static final Rating FIRST = new Rating(completedRide().id(), Party.RIDER, 1, GOOD, NOW);

    @Test
    void aCompletedRideIsRatedAndNoOther() {
        assertThat(Rating.decide(completedRide(), Party.RIDER, null, GOOD, NOW))
                .isEqualTo(new Rating.Decision.Given(FIRST));
        for (Ride ride : List.of(startedRide(), cancelledRide(), rideWithoutDriver())) {
            assertThat(Rating.decide(ride, Party.RIDER, null, GOOD, NOW))
                    .isEqualTo(new Rating.Decision.Refused(new RatingRejection.IllegalState(ride.status())));
        }
    }

    @Test
    void theSameReviewAgainIsAYesEvenWhenItIsTooLateForAnother() {
        assertThat(Rating.decide(completedRide(), Party.RIDER, FIRST, GOOD, NOW.plus(Duration.ofDays(30))))
                .isEqualTo(new Rating.Decision.AlreadyGiven(FIRST));
    }

    @Test
    void aReviewMayBeChangedForADay() {
        var day = Duration.ofDays(1);

        assertThat(Rating.decide(completedRide(), Party.RIDER, FIRST, BETTER_THOUGHT_OF, NOW.plus(day)))
                .isEqualTo(new Rating.Decision.Given(
                        new Rating(completedRide().id(), Party.RIDER, 2, BETTER_THOUGHT_OF, NOW)));
        assertThat(Rating.decide(completedRide(), Party.RIDER, FIRST, BETTER_THOUGHT_OF, NOW.plus(day).plusMillis(1)))
                .isEqualTo(new Rating.Decision.Refused(new RatingRejection.RatingFinal()));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 6})
    void starsAreOneToFive(int stars) {
        assertThatThrownBy(() -> new Review(stars, null)).hasMessage("stars: %d (expected: 1..5)".formatted(stars));
    }

    @Test
    void whatSomeoneWroteIsNotPrinted() {
        assertThat(GOOD.toString()).doesNotContain("pleasant");
    }
}
