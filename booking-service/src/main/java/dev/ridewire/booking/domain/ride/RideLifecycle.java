package dev.ridewire.booking.domain.ride;

import dev.ridewire.booking.domain.fare.TripLength;
import dev.ridewire.booking.domain.party.Actor;
import dev.ridewire.booking.domain.party.DriverId;
import dev.ridewire.booking.domain.party.Party;
import dev.ridewire.booking.domain.ride.Decision.Accepted;
import dev.ridewire.booking.domain.ride.Decision.AlreadyDone;
import dev.ridewire.booking.domain.ride.Decision.Counted;
import dev.ridewire.booking.domain.ride.RideRejection.FeeChanged;
import dev.ridewire.booking.domain.ride.RideRejection.IllegalState;
import dev.ridewire.booking.domain.ride.RideRejection.PinLocked;
import dev.ridewire.booking.domain.ride.RideRejection.RideUnknown;
import dev.ridewire.booking.domain.ride.RideRejection.SearchOutdated;
import dev.ridewire.booking.domain.ride.RideRejection.WrongPin;
import dev.ridewire.booking.domain.ride.RideState.Cancelled;
import dev.ridewire.booking.domain.ride.RideState.Completed;
import dev.ridewire.booking.domain.ride.RideState.DriverArrived;
import dev.ridewire.booking.domain.ride.RideState.DriverAssigned;
import dev.ridewire.booking.domain.ride.RideState.InProgress;
import dev.ridewire.booking.domain.ride.RideState.NoDriverAvailable;
import dev.ridewire.booking.domain.ride.RideState.Requested;
import dev.ridewire.booking.domain.ride.RideState.Scheduled;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The table of a ride's states: the effect of each command in each of them. */
final class RideLifecycle {
    /** The reason to search again if dispatch found a driver who must not drive this ride. */
    private static final String NOT_THIS_DRIVER = "driver-not-allowed";

    private RideLifecycle() {}

    static Decision.ToPerson decide(Ride ride, RideCommand.OfPerson command, RidePolicy policy, Instant now) {
        return switch (command) {
            case RideCommand.Arrive arrival when ride.isDrivenBy(arrival.driver()) -> arrive(ride, now);
            case RideCommand.Start start when ride.isDrivenBy(start.driver()) -> start(ride, start.pin(), policy, now);
            case RideCommand.Complete completion when ride.isDrivenBy(completion.driver()) -> complete(ride, now);
            case RideCommand.Arrive _,RideCommand.Start _,RideCommand.Complete _ -> new RideUnknown();
            case RideCommand.Cancel cancel -> cancel(ride, cancel, policy, now);
        };
    }

    static Decision.ToSystem decide(Ride ride, RideCommand.OfSystem command, RidePolicy policy, Instant now) {
        return switch (command) {
            case RideCommand.BecomeDue _ -> becomeDue(ride, policy, now);
            case RideCommand.AssignDriver assignment -> assign(ride, assignment, policy, now);
            case RideCommand.GiveUpSearch search -> giveUp(ride, search, now);
            case RideCommand.CompleteAbandoned _ -> completeAbandoned(ride, policy, now);
            case RideCommand.SettleFare(var measured) -> settle(ride, measured, policy, now);
        };
    }

    private static Decision.ToSystem becomeDue(Ride ride, RidePolicy policy, Instant now) {
        Instant scheduledFor = ride.order().scheduledFor();
        boolean due = scheduledFor != null && !scheduledFor.isAfter(policy.dueUntil(now));
        return due && ride.state() instanceof Scheduled
                ? new Accepted(ride.moved(new Requested(), now), new RideFact.RideRequested())
                : illegal(ride);
    }

    private static Decision.ToSystem assign(
            Ride ride, RideCommand.AssignDriver assignment, RidePolicy policy, Instant now) {
        if (!(ride.state() instanceof Requested)) {
            return illegal(ride);
        }
        if (assignment.attempt() != ride.attempt()) {
            return new SearchOutdated(ride.attempt());
        }
        if (ride.unwantedDrivers().contains(assignment.driver())) {
            // Dispatch has reserved the driver for this ride. It releases the driver when it sees the next search.
            return searchAgain(ride, assignment.driver(), NOT_THIS_DRIVER, policy, now);
        }
        var driver = new AssignedDriver(assignment.driver(), assignment.vehicle(), assignment.pickupEta(), now);
        return new Accepted(ride.moved(new DriverAssigned(driver), now), new RideFact.DriverAssigned());
    }

    private static Decision.ToSystem giveUp(Ride ride, RideCommand.GiveUpSearch search, Instant now) {
        if (!(ride.state() instanceof Requested)) {
            return illegal(ride);
        }
        if (search.attempt() != ride.attempt()) {
            return new SearchOutdated(ride.attempt());
        }
        return new Accepted(ride.moved(new NoDriverAvailable(), now), new RideFact.NoDriverFound());
    }

    private static Decision.ToPerson arrive(Ride ride, Instant now) {
        return switch (ride.state()) {
            case DriverAssigned(var driver) -> new Accepted(
                    ride.moved(new DriverArrived(driver, 0), now), new RideFact.DriverArrived());
            case DriverArrived _ -> new AlreadyDone(ride);
            case Scheduled _,Requested _,InProgress _,Completed _,Cancelled _,NoDriverAvailable _ -> illegal(ride);
        };
    }

    private static Decision.ToPerson start(Ride ride, Pin pin, RidePolicy policy, Instant now) {
        boolean matches = pin.equals(ride.order().pin());
        return switch (ride.state()) {
            case DriverArrived arrived when arrived.wrongPins() >= policy.pinTries() -> new PinLocked();
            case DriverArrived arrived when !matches -> new Counted(
                    ride.withOneMoreWrongPin(arrived),
                    new WrongPin(policy.pinTries() - arrived.wrongPins() - 1));
            case DriverArrived arrived -> new Accepted(
                    ride.moved(new InProgress(arrived.driver(), now), now), new RideFact.RideStarted());
            // A request with another PIN than the one that worked is not a repetition.
            case InProgress _ when matches -> new AlreadyDone(ride);
            case Scheduled _,Requested _,DriverAssigned _,InProgress _,Completed _,Cancelled _,NoDriverAvailable _ ->
                illegal(ride);
        };
    }

    private static Decision.ToPerson complete(Ride ride, Instant now) {
        return switch (ride.state()) {
            case InProgress(var driver, var startedAt) -> new Accepted(
                    ride.moved(new Completed(driver, startedAt, now, null), now), new RideFact.RideCompleted());
            case Completed _ -> new AlreadyDone(ride);
            case Scheduled _,Requested _,DriverAssigned _,DriverArrived _,Cancelled _,NoDriverAvailable _ ->
                illegal(ride);
        };
    }

    /** Completes an abandoned ride at the quoted price, because a trip that nobody ended can't be measured. */
    private static Decision.ToSystem completeAbandoned(Ride ride, RidePolicy policy, Instant now) {
        return switch (ride.state()) {
            case InProgress(var driver, var startedAt) when !startedAt.isAfter(policy.abandonedSince(now)) -> {
                var settlement = policy.settle(ride.order(), null, now);
                yield new Accepted(
                        ride.moved(new Completed(driver, startedAt, now, settlement), now),
                        new RideFact.RideCompleted());
            }
            case Scheduled _,Requested _,DriverAssigned _,DriverArrived _,InProgress _,Completed _,Cancelled _,NoDriverAvailable _ ->
                illegal(ride);
        };
    }

    private static Decision.ToCancel cancel(
            Ride ride, RideCommand.Cancel cancel, RidePolicy policy, Instant now) {
        Decision.ToPreview atAnyFee = cancelAtAnyFee(ride, cancel.by(), cancel.reason(), policy, now);
        return atAnyFee instanceof Accepted(Ride after, RideFact _)
                && after.state() instanceof Cancelled(Cancellation ended, var _) && !cancel.accepts(ended.fee())
                        ? new FeeChanged(ended.fee())
                        : atAnyFee;
    }

    static Decision.ToPreview cancelAtAnyFee(Ride ride, Actor who, String reason, RidePolicy policy, Instant now) {
        Party by = ride.partyOf(who).orElse(null);
        // A driver who is a dispatcher too and clicks twice wants to give the ride back, not to end it.
        if ((by == null || by == Party.DISPATCHER) && ride.wasGivenBackBy(who)) {
            return new AlreadyDone(ride);
        }
        if (by == null) {
            return new RideUnknown();
        }
        return switch (by) {
            case RIDER, DISPATCHER -> end(ride, by, reason, policy, now);
            case DRIVER -> giveBack(ride, new DriverId(who.id()), reason, policy, now);
        };
    }

    private static Decision.ToPreview giveBack(
            Ride ride, DriverId driver, String reason, RidePolicy policy, Instant now) {
        return switch (ride.state()) {
            case DriverAssigned _,DriverArrived _ -> searchAgain(ride, driver, reason, policy, now);
            case Scheduled _,Requested _,InProgress _,Completed _,Cancelled _,NoDriverAvailable _ -> illegal(ride);
        };
    }

    /**
     * Searches again within a limit. Without it, a ride that no driver wants, or whose rider never comes, would send
     * one driver after the other.
     */
    private static Accepted searchAgain(
            Ride ride, DriverId without, String reason, RidePolicy policy, Instant now) {
        return ride.attempt() < policy.mostAttempts()
                ? new Accepted(ride.searchedAgainWithout(without, now), new RideFact.DriverCancelled(without, reason))
                : new Accepted(ride.searchedInVain(without, now), new RideFact.NoDriverFound());
    }

    private static Decision.ToPreview end(Ride ride, Party by, String reason, RidePolicy policy, Instant now) {
        return switch (ride.state()) {
            case Scheduled _,Requested _,DriverAssigned _,DriverArrived _ -> {
                var cancellation = new Cancellation(by, reason, policy.cancellationFee(ride, by, now));
                yield new Accepted(
                        ride.moved(new Cancelled(cancellation, ride.state().driver()), now),
                        new RideFact.RideCancelled());
            }
            case Cancelled cancelled when cancelled.cancellation().by() == by -> new AlreadyDone(ride);
            case InProgress _,Completed _,Cancelled _,NoDriverAvailable _ -> illegal(ride);
        };
    }

    private static Decision.ToSystem settle(Ride ride, @Nullable TripLength measured, RidePolicy policy, Instant now) {
        return switch (ride.state()) {
            case Completed completed when completed.settlement() != null -> new AlreadyDone(ride);
            case Completed(var driver, var startedAt, var completedAt, var _) -> {
                var settlement = policy.settle(ride.order(), measured, now);
                yield new Accepted(
                        ride.refined(new Completed(driver, startedAt, completedAt, settlement)),
                        new RideFact.FareSettled());
            }
            case Scheduled _,Requested _,DriverAssigned _,DriverArrived _,InProgress _,Cancelled _,NoDriverAvailable _ ->
                illegal(ride);
        };
    }

    private static IllegalState illegal(Ride ride) {
        return new IllegalState(ride.status());
    }
}
