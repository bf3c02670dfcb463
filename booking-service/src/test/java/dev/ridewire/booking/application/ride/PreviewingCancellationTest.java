package dev.ridewire.booking.application.ride;

import static dev.ridewire.booking.domain.ride.SampleRides.DRIVER;
import static dev.ridewire.booking.domain.ride.SampleRides.NOW;
import static dev.ridewire.booking.domain.ride.SampleRides.OTHER_DRIVER;
import static dev.ridewire.booking.domain.ride.SampleRides.RIDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.booking.application.ride.PreviewingCancellation.Outcome;
import dev.ridewire.booking.domain.party.Actor;
import dev.ridewire.booking.domain.party.DriverId;
import dev.ridewire.booking.domain.party.Party;
import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideFact;
import dev.ridewire.booking.domain.ride.RidePolicy;
import dev.ridewire.booking.domain.ride.RideRejection;
import dev.ridewire.booking.domain.ride.RideState;
import dev.ridewire.booking.domain.ride.RideStatus;
import dev.ridewire.booking.domain.ride.SampleRides;
import dev.ridewire.events.TraceContext;
import dev.ridewire.testing.time.AdvancingClock;
import java.time.Duration;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class PreviewingCancellationTest {
    private final InMemoryRides rides = new InMemoryRides();
    private final AdvancingClock clock = new AdvancingClock(NOW);
    private final PreviewingCancellation previewing = new PreviewingCancellation(rides, RidePolicy.STANDARD, clock);

    @Test
    void aRiderSeesUntilWhenItIsFreeAndThenWhatItCosts() {
        Ride ride = stored(SampleRides.assignedRide());

        assertThat(preview(ride, Actor.rider(RIDER)))
                .isEqualTo(new Outcome.Ends(ride, Party.RIDER, usd("0.00"), NOW.plus(Duration.ofMinutes(2))));
        clock.advance(Duration.ofMinutes(2).plusSeconds(1));
        assertThat(preview(ride, Actor.rider(RIDER)))
                .isEqualTo(new Outcome.Ends(ride, Party.RIDER, usd("5.00"), null));
    }

    @Test
    void whatIsPreviewedIsWhatIsThenCharged() {
        Ride ride = stored(SampleRides.arrivedRide());
        for (int minute = 0; minute < 15; minute++) {
            clock.advance(Duration.ofMinutes(1));
            var cancelled = SampleRides.accepted(ride.decide(
                    SampleRides.cancelByRider(), RidePolicy.STANDARD, clock.instant())).ride();

            assertThat(((Outcome.Ends) preview(ride, Actor.rider(RIDER))).fee())
                    .isEqualTo(((RideState.Cancelled) cancelled.state()).cancellation().fee());
        }
    }

    @Test
    void askingChangesNothing() {
        Ride ride = stored(SampleRides.assignedRide());

        preview(ride, Actor.rider(RIDER));

        assertThat(rides.find(ride.id()).block()).isEqualTo(ride);
        assertThat(rides.told()).hasSize(1);
    }

    @Test
    void aDriverWouldGiveItBackAndADispatcherEndsItAtNobodysCost() {
        Ride ride = stored(SampleRides.assignedRide());
        clock.advance(Duration.ofMinutes(30));

        assertThat(preview(ride, Actor.driver(DRIVER))).isEqualTo(new Outcome.GivesBack(ride));
        assertThat(preview(ride, Actor.dispatcher("dispatcher-dee")))
                .isEqualTo(new Outcome.Ends(ride, Party.DISPATCHER, usd("0.00"), null));
    }

    @Test
    void theTenthDriverGivesItBackLikeTheOthers() {
        Ride ride = SampleRides.assignedRide();
        for (int attempt = 2; attempt <= RidePolicy.STANDARD.mostAttempts(); attempt++) {
            ride = SampleRides.after(ride, SampleRides.cancelBy(driver(attempt - 1)));
            ride = SampleRides.after(ride, SampleRides.assignment(attempt, driver(attempt)));
        }
        stored(ride);

        assertThat(preview(ride, Actor.driver(driver(10)))).isEqualTo(new Outcome.GivesBack(ride));
    }

    @Test
    void whoeverHasNothingToDoWithTheRideLearnsNothing() {
        Ride ride = stored(SampleRides.assignedRide());
        var unknown = new Outcome.Refused(new RideRejection.RideUnknown());

        assertThat(preview(ride, Actor.rider(new RiderId("rider-eve")))).isEqualTo(unknown);
        assertThat(preview(ride, Actor.driver(OTHER_DRIVER))).isEqualTo(unknown);
        rides.save(new RideChange(ride, SampleRides.after(ride, SampleRides.cancelBy(DRIVER)),
                new RideFact.DriverCancelled(DRIVER, "flat-tyre"), TraceContext.NONE)).block();
        assertThat(preview(ride, Actor.driver(DRIVER))).isEqualTo(unknown);
    }

    @Test
    void aRideThatIsUnderWayCanNotBeCancelled() {
        Ride ride = stored(SampleRides.startedRide());

        assertThat(preview(ride, Actor.rider(RIDER)))
                .isEqualTo(new Outcome.Refused(new RideRejection.IllegalState(RideStatus.IN_PROGRESS)));
    }

    @Test
    void aRideThatIsCancelledCostsWhatItCost() {
        Ride cancelled = stored(SampleRides.accepted(SampleRides.assignedRide().decide(
                SampleRides.cancelByRider(), RidePolicy.STANDARD, NOW.plusSeconds(121))).ride());
        clock.advance(Duration.ofDays(1));

        assertThat(preview(cancelled, Actor.rider(RIDER)))
                .isEqualTo(new Outcome.Ends(cancelled, Party.RIDER, usd("5.00"), null));
    }

    private Outcome preview(Ride ride, Actor asker) {
        return previewing.preview(ride.id(), asker).blockOptional().orElseThrow();
    }

    private Ride stored(Ride ride) {
        var key = new IdempotencyKey("key", "fingerprint", NOW.plusSeconds(60));
        rides.add(ride, new RideFact.RideRequested(), key, NOW, TraceContext.NONE).block();
        return ride;
    }

    private static DriverId driver(int number) {
        return number == 1 ? DRIVER : new DriverId("driver-" + number);
    }

    private static Money usd(String amount) {
        return Money.parse("USD " + amount);
    }
}
