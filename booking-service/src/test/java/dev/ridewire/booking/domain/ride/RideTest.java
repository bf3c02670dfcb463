package dev.ridewire.booking.domain.ride;

import static dev.ridewire.booking.domain.ride.SampleRides.DRIVER;
import static dev.ridewire.booking.domain.ride.SampleRides.FARE;
import static dev.ridewire.booking.domain.ride.SampleRides.NOW;
import static dev.ridewire.booking.domain.ride.SampleRides.OTHER_DRIVER;
import static dev.ridewire.booking.domain.ride.SampleRides.PIN;
import static dev.ridewire.booking.domain.ride.SampleRides.RIDER;
import static dev.ridewire.booking.domain.ride.SampleRides.WRONG_PIN;
import static dev.ridewire.booking.domain.ride.SampleRides.accepted;
import static dev.ridewire.booking.domain.ride.SampleRides.after;
import static dev.ridewire.booking.domain.ride.SampleRides.arrivedRide;
import static dev.ridewire.booking.domain.ride.SampleRides.assignedRide;
import static dev.ridewire.booking.domain.ride.SampleRides.assignment;
import static dev.ridewire.booking.domain.ride.SampleRides.cancelBy;
import static dev.ridewire.booking.domain.ride.SampleRides.cancelByRider;
import static dev.ridewire.booking.domain.ride.SampleRides.cancelledRide;
import static dev.ridewire.booking.domain.ride.SampleRides.completedRide;
import static dev.ridewire.booking.domain.ride.SampleRides.orderFor;
import static dev.ridewire.booking.domain.ride.SampleRides.requestedRide;
import static dev.ridewire.booking.domain.ride.SampleRides.scheduledRide;
import static dev.ridewire.booking.domain.ride.SampleRides.settledRide;
import static dev.ridewire.booking.domain.ride.SampleRides.startedRide;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.booking.domain.fare.Fare;
import dev.ridewire.booking.domain.fare.FareLine;
import dev.ridewire.booking.domain.fare.TripLength;
import dev.ridewire.booking.domain.party.Actor;
import dev.ridewire.booking.domain.party.DriverId;
import dev.ridewire.booking.domain.party.Party;
import dev.ridewire.booking.domain.party.RiderId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RideTest {
    private static final RidePolicy POLICY = RidePolicy.STANDARD;

    @Test
    void aRideForNowIsRequestedAtOnce() {
        var ride = requestedRide();

        assertThat(ride.status()).isEqualTo(RideStatus.REQUESTED);
        assertThat(ride.version()).isEqualTo(1);
        assertThat(ride.attempt()).isEqualTo(1);
    }

    @Test
    void aRideForLaterWaitsUntilItsTimeComes() {
        Instant tenMinutesBefore = NOW.plus(Duration.ofMinutes(110));
        var due = accepted(scheduledRide().decide(new RideCommand.BecomeDue(), POLICY, tenMinutesBefore));

        assertThat(decide(scheduledRide(), new RideCommand.BecomeDue())).isEqualTo(illegalIn(RideStatus.SCHEDULED));
        assertThat(due.ride().status()).isEqualTo(RideStatus.REQUESTED);
        assertThat(due.fact()).isEqualTo(new RideFact.RideRequested());
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 29, 30 * 24 * 60 + 1})
    void aRideIsNotScheduledForThePastTheNextHalfHourOrTheFarFuture(long minutes) {
        var decision = Ride.request(new RideId(new UUID(1, 1)), orderFor(NOW.plus(Duration.ofMinutes(minutes))),
                POLICY, NOW);

        assertThat(decision).isEqualTo(new RideRejection.ScheduleOutOfRange(
                NOW.plus(Duration.ofMinutes(30)), NOW.plus(Duration.ofDays(30))));
    }

    @Test
    void theResultOfTheCurrentSearchAssignsADriver() {
        var assigned = accepted(decide(requestedRide(), assignment(1)));

        assertThat(assigned.ride().state().driver()).extracting(AssignedDriver::id).isEqualTo(DRIVER);
        assertThat(assigned.fact()).isEqualTo(new RideFact.DriverAssigned());
    }

    @Test
    void theResultOfAnEarlierSearchChangesNothing() {
        var searchedAgain = after(assignedRide(), cancelBy(DRIVER));

        assertThat(decide(searchedAgain, assignment(1)))
                .isEqualTo(new RideRejection.SearchOutdated(2));
        assertThat(decide(searchedAgain, new RideCommand.GiveUpSearch(1)))
                .isEqualTo(new RideRejection.SearchOutdated(2));
    }

    @Test
    void aDriverFoundForACancelledRideChangesNothing() {
        var cancelled = after(requestedRide(), cancelByRider());

        assertThat(decide(cancelled, assignment(1))).isEqualTo(illegalIn(RideStatus.CANCELLED));
    }

    @Test
    void aSearchThatFindsNobodyEndsTheRide() {
        var ended = accepted(decide(requestedRide(), new RideCommand.GiveUpSearch(1)));

        assertThat(ended.ride().status()).isEqualTo(RideStatus.NO_DRIVER_AVAILABLE);
        assertThat(ended.fact()).isEqualTo(new RideFact.NoDriverFound());
    }

    @Test
    void aDriverWhoGivesTheRideBackIsExcludedAndTheSearchBeginsAgain() {
        var givenBack = accepted(decide(arrivedRide(), cancelBy(DRIVER)));

        assertThat(givenBack.ride().status()).isEqualTo(RideStatus.REQUESTED);
        assertThat(givenBack.ride().attempt()).isEqualTo(2);
        assertThat(givenBack.ride().excludedDrivers()).containsExactly(DRIVER);
        assertThat(givenBack.fact()).isEqualTo(new RideFact.DriverCancelled(DRIVER, "flat-tyre"));
    }

    @Test
    void aRideThatTenDriversGaveBackEndsAndTheLastIsAnsweredLikeTheOthers() {
        Ride ride = assignedRide();
        for (int attempt = 2; attempt <= 10; attempt++) {
            ride = after(after(ride, cancelBy(driver(attempt - 1))), assignment(attempt, driver(attempt)));
        }

        var ended = accepted(decide(ride, cancelBy(driver(10))));

        assertThat(ended.ride().status()).isEqualTo(RideStatus.NO_DRIVER_AVAILABLE);
        assertThat(ended.ride().attempt()).isEqualTo(10);
        assertThat(ended.fact()).isEqualTo(new RideFact.NoDriverFound());
        assertThat(decide(ended.ride(), cancelBy(driver(10)))).isEqualTo(new Decision.AlreadyDone(ended.ride()));
    }

    private static DriverId driver(int number) {
        return number == 1 ? DRIVER : new DriverId("driver-" + number);
    }

    @Test
    void theRightPinStartsTheRide() {
        assertThat(startedRide().status()).isEqualTo(RideStatus.IN_PROGRESS);
    }

    @Test
    void aWrongPinIsCountedButIsNobodyElsesBusiness() {
        var arrived = arrivedRide();

        var decision = decide(arrived, new RideCommand.Start(DRIVER, WRONG_PIN));

        assertThat(decision).isInstanceOfSatisfying(Decision.Counted.class, counted -> {
            assertThat(counted.reason()).isEqualTo(new RideRejection.WrongPin(4));
            assertThat(counted.ride().wrongPins()).isEqualTo(1);
            assertThat(counted.ride().version()).isEqualTo(arrived.version());
        });
    }

    @Test
    void afterFiveWrongPinsEvenTheRightOneIsRefused() {
        var ride = arrivedRide();
        for (int wrong = 0; wrong < POLICY.pinTries(); wrong++) {
            ride = ((Decision.Counted) decide(ride, new RideCommand.Start(DRIVER, WRONG_PIN))).ride();
        }

        assertThat(decide(ride, new RideCommand.Start(DRIVER, PIN)))
                .isEqualTo(new RideRejection.PinLocked());
    }

    @Test
    void thePromisedFareHoldsWhenTheTripIsMeasured() {
        assertThat(settledRide().state())
                .isInstanceOfSatisfying(RideState.Completed.class, it -> assertThat(it.fare()).isEqualTo(FARE));
        assertThat(settledRide().stateChangedAt()).isEqualTo(completedRide().stateChangedAt());
    }

    @Test
    void aTripOfAnotherLengthCostsWhatItsRatesSay() {
        var settled = after(completedRide(), new RideCommand.SettleFare(new TripLength(8_000, Duration.ofMinutes(20))));

        assertThat(settled.state()).isInstanceOfSatisfying(RideState.Completed.class,
                it -> assertThat(it.fare()).isEqualTo(SampleRides.usd("16.50")));
        assertThat(decide(settled, new RideCommand.SettleFare(null))).isEqualTo(new Decision.AlreadyDone(settled));
    }

    @Test
    void doingTheSameThingTwiceIsAYesThatChangesNothing() {
        assertThat(decide(arrivedRide(), new RideCommand.Arrive(DRIVER)))
                .isEqualTo(new Decision.AlreadyDone(arrivedRide()));
        assertThat(decide(startedRide(), new RideCommand.Start(DRIVER, PIN)))
                .isEqualTo(new Decision.AlreadyDone(startedRide()));
        assertThat(decide(completedRide(), new RideCommand.Complete(DRIVER)))
                .isEqualTo(new Decision.AlreadyDone(completedRide()));
        assertThat(decide(cancelledRide(), cancelByRider())).isEqualTo(new Decision.AlreadyDone(cancelledRide()));
        var givenBack = after(assignedRide(), cancelBy(DRIVER));
        assertThat(decide(givenBack, cancelBy(DRIVER))).isEqualTo(new Decision.AlreadyDone(givenBack));
        assertThat(decide(settledRide(), new RideCommand.SettleFare(null)))
                .isEqualTo(new Decision.AlreadyDone(settledRide()));
    }

    @Test
    void cancellingWhatAnotherPartyHasCancelledIsRefused() {
        var byDispatcher = new RideCommand.Cancel(Actor.dispatcher("dispatcher-dee"), "rider-called");

        assertThat(decide(cancelledRide(), byDispatcher)).isEqualTo(illegalIn(RideStatus.CANCELLED));
    }

    @Test
    void otherDriversAndRidersLearnNothingOfTheRide() {
        var unknown = new RideRejection.RideUnknown();

        assertThat(decide(assignedRide(), new RideCommand.Arrive(OTHER_DRIVER))).isEqualTo(unknown);
        assertThat(decide(arrivedRide(), new RideCommand.Start(OTHER_DRIVER, PIN))).isEqualTo(unknown);
        assertThat(decide(startedRide(), new RideCommand.Complete(OTHER_DRIVER))).isEqualTo(unknown);
        assertThat(decide(assignedRide(), cancelBy(OTHER_DRIVER))).isEqualTo(unknown);
        assertThat(decide(assignedRide(), new RideCommand.Cancel(Actor.rider(new RiderId("rider-eve")), "mischief")))
                .isEqualTo(unknown);
    }

    @Test
    void aRideConcernsItsRiderItsDriverAndEveryDispatcher() {
        assertThat(assignedRide().concerns(Actor.rider(RIDER))).isTrue();
        assertThat(assignedRide().concerns(Actor.driver(DRIVER))).isTrue();
        assertThat(assignedRide().concerns(Actor.dispatcher("dispatcher-dee"))).isTrue();
        assertThat(assignedRide().concerns(Actor.driver(OTHER_DRIVER))).isFalse();
        assertThat(requestedRide().concerns(Actor.driver(DRIVER))).isFalse();
        assertThat(assignedRide().concerns(Actor.rider(new RiderId(DRIVER.value())))).isFalse();
    }

    @Test
    void whoMayBeSeveralThingsIsTheRidesRiderElseItsDriverElseADispatcher() {
        var everything = Set.of(Party.values());

        assertThat(assignedRide().partyOf(new Actor(everything, RIDER.value()))).contains(Party.RIDER);
        assertThat(assignedRide().partyOf(new Actor(everything, DRIVER.value()))).contains(Party.DRIVER);
        assertThat(assignedRide().partyOf(new Actor(everything, OTHER_DRIVER.value()))).contains(Party.DISPATCHER);
        assertThat(assignedRide().partyOf(new Actor(Set.of(Party.RIDER, Party.DRIVER), OTHER_DRIVER.value())))
                .isEmpty();
    }

    @Test
    void aDriverWhoMayAlsoDispatchDoesNotEndARideByGivingItBackTwice() {
        var givesBack = new RideCommand.Cancel(
                new Actor(Set.of(Party.DRIVER, Party.DISPATCHER), DRIVER.value()), "flat-tyre");

        var givenBack = after(assignedRide(), givesBack);

        assertThat(decide(givenBack, givesBack)).isEqualTo(new Decision.AlreadyDone(givenBack));
    }

    @Test
    void cancellingIsFreeBeforeADriverIsOnTheWay() {
        assertThat(feeOfRiderCancelling(requestedRide(), NOW)).isEqualTo("USD 0.00");
        assertThat(feeOfRiderCancelling(scheduledRide(), NOW)).isEqualTo("USD 0.00");
    }

    @Test
    void cancellingCostsOnceTheFreeWindowIsOver() {
        assertThat(feeOfRiderCancelling(assignedRide(), NOW.plusSeconds(120))).isEqualTo("USD 0.00");
        assertThat(feeOfRiderCancelling(assignedRide(), NOW.plusSeconds(121))).isEqualTo("USD 5.00");
        assertThat(feeOfRiderCancelling(arrivedRide(), NOW.plusSeconds(121))).isEqualTo("USD 5.00");
    }

    @Test
    void cancellingIsFreeWhereTheDriverIsLate() {
        Instant late = NOW.plus(Duration.ofMinutes(9)).plusSeconds(1);

        assertThat(feeOfRiderCancelling(assignedRide(), late)).isEqualTo("USD 0.00");
        assertThat(feeOfRiderCancelling(arrivedAfter(Duration.ofMinutes(2)), late)).isEqualTo("USD 5.00");
    }

    /** Four minutes were promised. */
    @Test
    void aDriverWhoClaimsToHaveArrivedAtOnceIsLateLikeAnyOther() {
        Ride tooSoon = arrivedAfter(Duration.ofSeconds(119));

        assertThat(feeOfRiderCancelling(tooSoon, NOW.plus(Duration.ofMinutes(9)))).isEqualTo("USD 5.00");
        assertThat(feeOfRiderCancelling(tooSoon, NOW.plus(Duration.ofMinutes(9)).plusSeconds(1)))
                .isEqualTo("USD 0.00");
    }

    @Test
    void aRiderNeverDrivesTheirOwnRide() {
        var self = new DriverId(RIDER.value());

        var assigned = accepted(decide(requestedRide(), assignment(1, self)));

        assertThat(requestedRide().unwantedDrivers()).containsExactly(self);
        assertThat(assigned.ride().state()).isEqualTo(new RideState.Requested());
        assertThat(assigned.ride().attempt()).isEqualTo(2);
        assertThat(assigned.fact()).isInstanceOf(RideFact.DriverCancelled.class);
    }

    @Test
    void aDriverWhoGaveTheRideBackIsNotAssignedAgain() {
        Ride givenBack = after(assignedRide(), cancelBy(DRIVER));

        var assigned = accepted(decide(givenBack, assignment(2)));

        assertThat(assigned.ride().state()).isEqualTo(new RideState.Requested());
        assertThat(assigned.ride().attempt()).isEqualTo(3);
    }

    @Test
    void aCancellationNeverCostsMoreThanTheRide() {
        Ride cheap = after(
                accepted(Ride.request(new RideId(new UUID(1, 1)), cheapOrder(), POLICY, NOW)).ride(), assignment(1));

        assertThat(feeOfRiderCancelling(cheap, NOW.plusSeconds(121))).isEqualTo("USD 1.20");
    }

    @Test
    void cancellingDoesNotCostMoreThanTheRiderAgreedTo() {
        Instant late = NOW.plusSeconds(121);

        assertThat(assignedRide().decide(cancelFor("USD 0.00"), POLICY, late)).isEqualTo(
                new RideRejection.FeeChanged(SampleRides.usd("5.00")));
        assertThat(assignedRide().decide(cancelFor("EUR 9.00"), POLICY, late)).isEqualTo(
                new RideRejection.FeeChanged(SampleRides.usd("5.00")));
        assertThat(assignedRide().decide(cancelFor("USD 5.00"), POLICY, late)).isInstanceOf(Decision.Accepted.class);
        assertThat(assignedRide().decide(cancelFor("USD 0.00"), POLICY, NOW)).isInstanceOf(Decision.Accepted.class);
        assertThat(decide(cancelledRide(), cancelFor("USD 0.00"))).isInstanceOf(Decision.AlreadyDone.class);
    }

    @Test
    void aDispatcherCancelsAtNobodysCost() {
        var byDispatcher = new RideCommand.Cancel(Actor.dispatcher("dispatcher-dee"), "road-closed");

        var cancelled = accepted(arrivedRide().decide(byDispatcher, POLICY, NOW.plusSeconds(3600))).ride();

        assertThat(((RideState.Cancelled) cancelled.state()).cancellation().fee().isZero()).isTrue();
    }

    @Test
    void aRepeatedRequestIsAnsweredWithTheRideAsItWas() {
        assertThat(settledRide().asRequested()).isEqualTo(requestedRide());
        assertThat(after(scheduledRide(), cancelByRider()).asRequested()).isEqualTo(scheduledRide());
    }

    private static RideOrder cheapOrder() {
        var order = SampleRides.orderOf(RIDER);
        var quoted = Fare.of(List.of(new FareLine(FareLine.Kind.BASE, SampleRides.usd("1.20"))));
        return new RideOrder(order.rider(), order.vehicleClass(), order.pickup(), order.dropoff(), quoted,
                order.terms(),
                order.pin(), null, null);
    }

    private static Ride arrivedAfter(Duration driving) {
        return accepted(assignedRide().decide(new RideCommand.Arrive(DRIVER), POLICY, NOW.plus(driving))).ride();
    }

    private static String feeOfRiderCancelling(Ride ride, Instant at) {
        var cancelled = accepted(ride.decide(cancelByRider(), POLICY, at)).ride();
        return ((RideState.Cancelled) cancelled.state()).cancellation().fee().toString();
    }

    private static RideCommand cancelFor(String maxFee) {
        return new RideCommand.Cancel(Actor.rider(RIDER), "changed-plans", Money.parse(maxFee));
    }

    private static Decision decide(Ride ride, RideCommand command) {
        return ride.decide(command, POLICY, NOW);
    }

    private static Decision illegalIn(RideStatus status) {
        return new RideRejection.IllegalState(status);
    }
}
