package dev.ridewire.booking.application.ride;

import static dev.ridewire.booking.domain.ride.SampleRides.DRIVER;
import static dev.ridewire.booking.domain.ride.SampleRides.NOW;
import static dev.ridewire.booking.domain.ride.SampleRides.PIN;
import static dev.ridewire.booking.domain.ride.SampleRides.RIDER;
import static dev.ridewire.booking.domain.ride.SampleRides.WRONG_PIN;
import static dev.ridewire.booking.domain.ride.SampleRides.arrivedRide;
import static dev.ridewire.booking.domain.ride.SampleRides.assignment;
import static dev.ridewire.booking.domain.ride.SampleRides.cancelByRider;
import static dev.ridewire.booking.domain.ride.SampleRides.requestedRide;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.booking.application.news.FollowingMatch;
import dev.ridewire.booking.application.news.FollowingTrip;
import dev.ridewire.booking.application.news.RideNews;
import dev.ridewire.booking.application.ride.ChangingRide.Outcome;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideCommand;
import dev.ridewire.booking.domain.ride.RideFact;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.booking.domain.ride.RidePolicy;
import dev.ridewire.booking.domain.ride.RideRejection;
import dev.ridewire.booking.domain.ride.RideStatus;
import dev.ridewire.events.TraceContext;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangingRideTest {
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final RideId RIDE = requestedRide().id();
    private static final LongPredicate ANY_VERSION = _ -> true;

    private final InMemoryRides rides = new InMemoryRides();
    private final ChangingRide changing = new ChangingRide(rides, RidePolicy.STANDARD, CLOCK);
    private final FollowingMatch followingMatch = new FollowingMatch(rides, RidePolicy.STANDARD, CLOCK);

    @BeforeEach
    void aRideIsRequested() {
        var key = new IdempotencyKey("key", "fingerprint", NOW.plusSeconds(60));
        rides.add(requestedRide(), new RideFact.RideRequested(), key, NOW, TraceContext.NONE).block();
    }

    @Test
    void aRideHappens() {
        matchSays(assignment(1));
        change(new RideCommand.Arrive(DRIVER));
        change(new RideCommand.Start(DRIVER, PIN));
        change(new RideCommand.Complete(DRIVER));
        new FollowingTrip(rides, RidePolicy.STANDARD, CLOCK)
                .follow(List.of(new RideNews(RIDE, new RideCommand.SettleFare(null), TraceContext.NONE))).block();

        assertThat(rides.told()).extracting(InMemoryRides.ToldFact::fact).containsExactly(
                new RideFact.RideRequested(), new RideFact.DriverAssigned(), new RideFact.DriverArrived(),
                new RideFact.RideStarted(), new RideFact.RideCompleted(), new RideFact.FareSettled());
        assertThat(rides.told()).extracting(told -> told.ride().version()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void aDoubleClickIsAnsweredWithTheSameRideAndToldOnce() {
        matchSays(assignment(1));
        var first = change(new RideCommand.Arrive(DRIVER));

        assertThat(change(new RideCommand.Arrive(DRIVER))).isEqualTo(first).isEqualTo(new Outcome.Done(arrivedRide()));
        assertThat(rides.told()).hasSize(3);
    }

    @Test
    void aCommandForAVersionThatIsGoneIsRefused() {
        matchSays(assignment(1));

        assertThat(change(new RideCommand.Arrive(DRIVER), version -> version == 1))
                .isEqualTo(new Outcome.Stale(2));
    }

    @Test
    void aRepeatedCommandMayCarryTheVersionThatItsFirstArrivalHasOutdated() {
        matchSays(assignment(1));
        change(new RideCommand.Arrive(DRIVER), version -> version == 2);

        assertThat(change(new RideCommand.Arrive(DRIVER), version -> version == 2))
                .isEqualTo(new Outcome.Done(arrivedRide()));
    }

    @Test
    void aCommandInTheWrongStateIsToldTheState() {
        matchSays(assignment(1));

        assertThat(change(new RideCommand.Complete(DRIVER)))
                .isEqualTo(new Outcome.Refused(new RideRejection.IllegalState(RideStatus.DRIVER_ASSIGNED)));
    }

    @Test
    void aRideThatDoesNotExistIsUnknown() {
        var outcome = changing.change(new RideId(new UUID(9, 9)), cancelByRider(), ANY_VERSION, TraceContext.NONE)
                .block();

        assertThat(outcome).isEqualTo(new Outcome.Refused(new RideRejection.RideUnknown()));
    }

    @Test
    void wrongPinsAreRememberedUntilTheDriverIsLockedOut() {
        matchSays(assignment(1));
        change(new RideCommand.Arrive(DRIVER));
        for (int left = 4; left >= 0; left--) {
            assertThat(change(new RideCommand.Start(DRIVER, WRONG_PIN)))
                    .isEqualTo(new Outcome.Refused(new RideRejection.WrongPin(left)));
        }

        assertThat(change(new RideCommand.Start(DRIVER, PIN)))
                .isEqualTo(new Outcome.Refused(new RideRejection.PinLocked()));
        assertThat(rides.told()).hasSize(3);
    }

    @Test
    void aCommandThatMeetsAChangeIsDecidedAgainOnTheChangedRide() {
        var interfering = new InterferingRides(rides, 1, () -> matchSays(assignment(1)));

        var outcome = new ChangingRide(interfering, RidePolicy.STANDARD, CLOCK)
                .change(RIDE, cancelByRider(), ANY_VERSION, TraceContext.NONE).block();

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Done.class, done -> {
            assertThat(done.ride().status()).isEqualTo(RideStatus.CANCELLED);
            assertThat(done.ride().version()).isEqualTo(3);
        });
    }

    @Test
    void aCommandThatAlwaysLosesGivesUp() {
        var interfering = new InterferingRides(rides, 100, () -> {});

        var outcome = new ChangingRide(interfering, RidePolicy.STANDARD, CLOCK)
                .change(RIDE, cancelByRider(), ANY_VERSION, TraceContext.NONE).block();

        assertThat(outcome).isEqualTo(new Outcome.Contended());
        assertThat(interfering.saves()).isEqualTo(4);
    }

    @Test
    void aMatchForACancelledOrUnknownRideChangesNothing() {
        change(cancelByRider());
        Ride cancelled = rides.find(RIDE).block();

        matchSays(assignment(1));
        followingMatch.follow(List.of(
                new RideNews(new RideId(new UUID(9, 9)), assignment(1), TraceContext.NONE))).block();

        assertThat(rides.find(RIDE).block()).isEqualTo(cancelled);
        assertThat(rides.told()).hasSize(2);
    }

    private void matchSays(RideCommand.OfSystem command) {
        followingMatch.follow(List.of(new RideNews(RIDE, command, TraceContext.NONE))).block();
    }

    private Outcome change(RideCommand.OfPerson command) {
        return change(command, ANY_VERSION);
    }

    private Outcome change(RideCommand.OfPerson command, LongPredicate versionFits) {
        return changing.change(RIDE, command, versionFits, TraceContext.NONE).blockOptional().orElseThrow();
    }
}
