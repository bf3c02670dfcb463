package dev.ridewire.booking.domain.ride;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.booking.domain.fare.TripLength;
import dev.ridewire.booking.domain.party.Actor;
import dev.ridewire.booking.domain.party.DriverId;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** The properties that hold whatever is done to a ride, in whatever order. */
class RidePropertyTest {
    @Property
    void theVersionGrowsByOneWithEveryFactAndWithNothingElse(
            @ForAll("commands") List<RideCommand> commands, @ForAll boolean scheduled) {
        run(scheduled, commands, (before, decision) -> {
            switch (decision) {
                case Decision.Accepted(var after, var _) -> assertThat(after.version()).isEqualTo(before.version() + 1);
                case Decision.Counted(var after, var _) -> assertThat(after.version()).isEqualTo(before.version());
                case Decision.AlreadyDone(var after) -> assertThat(after).isEqualTo(before);
                case RideRejection _ -> assertThat(before.version()).isPositive();
            }
        });
    }

    @Property
    void nothingLeadsOutOfAFinalState(
            @ForAll("commands") List<RideCommand> commands, @ForAll boolean scheduled) {
        run(scheduled, commands, (before, decision) -> {
            if (before.status().isFinal() && decision instanceof Decision.Accepted(var after, var fact)) {
                assertThat(after.status()).isEqualTo(before.status());
                assertThat(fact).isEqualTo(new RideFact.FareSettled());
            }
        });
    }

    @Property
    void theAttemptGrowsExactlyWhenADriverGivesTheRideBack(
            @ForAll("commands") List<RideCommand> commands, @ForAll boolean scheduled) {
        run(scheduled, commands, (before, decision) -> {
            if (decision instanceof Decision.Accepted(var after, var fact)) {
                boolean givenBack = fact instanceof RideFact.DriverCancelled;
                assertThat(after.attempt()).isEqualTo(before.attempt() + (givenBack ? 1 : 0));
                assertThat(after.excludedDrivers()).containsAll(before.excludedDrivers());
            }
        });
    }

    @Property
    void whatWasOrderedNeverChanges(@ForAll("commands") List<RideCommand> commands, @ForAll boolean scheduled) {
        Ride first = scheduled ? SampleRides.scheduledRide() : SampleRides.requestedRide();
        Ride last = run(scheduled, commands, (_, _) -> {});
        assertThat(last.asRequested()).isEqualTo(first);
    }

    @Property
    void aCommandThatWasAcceptedIsAnsweredWithAYesAgain(
            @ForAll("commands") List<RideCommand> commands, @ForAll boolean scheduled) {
        Ride ride = scheduled ? SampleRides.scheduledRide() : SampleRides.requestedRide();
        for (RideCommand command : commands) {
            if (decide(ride, command) instanceof Decision.Accepted(var after, var _)) {
                ride = after;
                if (isOfAPerson(command)) {
                    assertThat(decide(ride, command)).isEqualTo(new Decision.AlreadyDone(ride));
                }
            }
        }
    }

    @Property
    void noMoreThanTheAllowedNumberOfPinsIsEverJudged(@ForAll("pins") List<Pin> guesses) {
        Ride ride = SampleRides.arrivedRide();
        int judged = 0;
        for (Pin guess : guesses) {
            Decision decision = decide(ride, new RideCommand.Start(SampleRides.DRIVER, guess));
            if (decision instanceof Decision.Counted(var counted, var _)) {
                ride = counted;
                judged++;
            }
        }
        assertThat(judged).isLessThanOrEqualTo(RidePolicy.STANDARD.pinTries());
    }

    @Provide
    Arbitrary<List<Pin>> pins() {
        return Arbitraries.strings().numeric().ofLength(4).map(Pin::new).list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<RideCommand>> commands() {
        Arbitrary<DriverId> drivers = Arbitraries.of(SampleRides.DRIVER, SampleRides.OTHER_DRIVER);
        Arbitrary<Integer> attempts = Arbitraries.integers().between(1, 3);
        Arbitrary<RideCommand> command = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.of(new RideCommand.BecomeDue(), new RideCommand.CompleteAbandoned(),
                        new RideCommand.SettleFare(null),
                        new RideCommand.SettleFare(new TripLength(20_000, Duration.ofHours(1))))),
                Tuple.of(6, Combinators.combine(attempts, drivers)
                        .as(SampleRides::assignment)),
                Tuple.of(1, attempts.map(RideCommand.GiveUpSearch::new)),
                Tuple.of(4, drivers.map(RideCommand.Arrive::new)),
                Tuple.of(4, Combinators
                        .combine(drivers, Arbitraries.of(SampleRides.PIN, SampleRides.WRONG_PIN))
                        .as(RideCommand.Start::new)),
                Tuple.of(3, drivers.map(RideCommand.Complete::new)),
                Tuple.of(2, drivers.map(SampleRides::cancelBy)),
                Tuple.of(1, Arbitraries.of(SampleRides.cancelByRider(),
                        new RideCommand.Cancel(Actor.dispatcher("dispatcher-dee"), "road-closed"))));
        return command.list().ofMaxSize(40);
    }

    private static Ride run(boolean scheduled, List<RideCommand> commands, StepCheck check) {
        Ride ride = scheduled ? SampleRides.scheduledRide() : SampleRides.requestedRide();
        for (RideCommand command : commands) {
            Decision decision = decide(ride, command);
            check.holds(ride, decision);
            Ride next = rideAfter(decision);
            ride = next == null ? ride : next;
        }
        return ride;
    }

    private static @Nullable Ride rideAfter(Decision decision) {
        return switch (decision) {
            case Decision.Accepted(var after, var _) -> after;
            case Decision.Counted(var after, var _) -> after;
            case Decision.AlreadyDone(var after) -> after;
            case RideRejection _ -> null;
        };
    }

    private static boolean isOfAPerson(RideCommand command) {
        return command instanceof RideCommand.OfPerson;
    }

    private static Decision decide(Ride ride, RideCommand command) {
        return ride.decide(command, RidePolicy.STANDARD, SampleRides.NOW.plusSeconds(3 * 3600));
    }

    private interface StepCheck {
        void holds(Ride before, Decision decision);
    }
}
