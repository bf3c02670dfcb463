package dev.ridewire.booking.domain.ride;

import dev.ridewire.booking.domain.party.Actor;
import dev.ridewire.booking.domain.party.DriverId;
import dev.ridewire.booking.domain.party.Party;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One ride from the request to its end. It decides what a command does to it and never changes itself.
 *
 * @param version         1, 2, 3 … with every fact
 * @param attempt         1 for the first search for a driver, one more each time a driver gives the ride back
 * @param excludedDrivers who gave it back and is not asked again
 * @param requestedAt     when the rider asked, also for a ride that was asked for ahead of its time
 */
public record Ride(
        RideId id,
        RideOrder order,
        long version,
        int attempt,
        Set<DriverId> excludedDrivers,
        RideState state,
        Instant requestedAt,
        Instant stateChangedAt) {
    public Ride {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(requestedAt, "requestedAt");
        Objects.requireNonNull(stateChangedAt, "stateChangedAt");
        excludedDrivers = Set.copyOf(excludedDrivers);
        if (version < 1 || attempt < 1) {
            throw new IllegalArgumentException(
                    "version: %d, attempt: %d (expected: 1 or more)".formatted(version, attempt));
        }
    }

    /** Creates the ride that a rider requests. */
    public static Decision.ToRequest request(RideId id, RideOrder order, RidePolicy policy, Instant now) {
        Instant scheduledFor = order.scheduledFor();
        if (scheduledFor != null && !policy.allowsScheduling(scheduledFor, now)) {
            return new RideRejection.ScheduleOutOfRange(
                    now.plus(policy.earliestSchedule()), now.plus(policy.latestSchedule()));
        }
        return new Decision.Accepted(
                asRequested(id, order, now),
                scheduledFor == null ? new RideFact.RideRequested() : new RideFact.RideScheduled());
    }

    /** Decides the effect of {@code command} on this ride. */
    public Decision decide(RideCommand command, RidePolicy policy, Instant now) {
        return switch (command) {
            case RideCommand.OfPerson person -> decide(person, policy, now);
            case RideCommand.OfSystem system -> decide(system, policy, now);
        };
    }

    /** Decides the effect of a person's command on this ride. */
    public Decision.ToPerson decide(RideCommand.OfPerson command, RidePolicy policy, Instant now) {
        return RideLifecycle.decide(this, command, policy, now);
    }

    /** Decides the effect of a command that follows from the time, or from another service. */
    public Decision.ToSystem decide(RideCommand.OfSystem command, RidePolicy policy, Instant now) {
        return RideLifecycle.decide(this, command, policy, now);
    }

    /** Decides the effect of a cancellation on this ride, whatever its fee. */
    public Decision.ToPreview cancelAtAnyFee(Actor by, String reason, RidePolicy policy, Instant now) {
        return RideLifecycle.cancelAtAnyFee(this, by, reason, policy, now);
    }

    /** Returns the ride as it was right after the request, which is the answer to a repeated request. */
    public Ride asRequested() {
        return asRequested(id, order, requestedAt);
    }

    public RideStatus status() {
        return state.status();
    }

    /** Returns how often a wrong PIN was entered since the driver arrived. */
    public int wrongPins() {
        return state instanceof RideState.DriverArrived arrived ? arrived.wrongPins() : 0;
    }

    /** Reports whether this person may know that the ride exists. */
    public boolean concerns(Actor actor) {
        return partyOf(actor).isPresent();
    }

    /**
     * Returns the role of someone in this ride: its rider, else its driver, else a dispatcher; empty if they have none.
     */
    public Optional<Party> partyOf(Actor actor) {
        if (actor.mayBe(Party.RIDER) && order.rider().value().equals(actor.id())) {
            return Optional.of(Party.RIDER);
        }
        if (actor.mayBe(Party.DRIVER) && isDrivenBy(new DriverId(actor.id()))) {
            return Optional.of(Party.DRIVER);
        }
        return actor.mayBe(Party.DISPATCHER) ? Optional.of(Party.DISPATCHER) : Optional.empty();
    }

    /**
     * Returns the drivers who must not be offered this ride: those who gave it back, and its rider, who may be a driver
     * too.
     */
    public Set<DriverId> unwantedDrivers() {
        Set<DriverId> unwanted = new HashSet<>(excludedDrivers);
        unwanted.add(new DriverId(order.rider().value()));
        return Set.copyOf(unwanted);
    }

    /** Reports whether this person drove and gave the ride back. Then they are no longer its driver. */
    boolean wasGivenBackBy(Actor actor) {
        return actor.mayBe(Party.DRIVER) && excludedDrivers.contains(new DriverId(actor.id()));
    }

    boolean isDrivenBy(DriverId driver) {
        AssignedDriver assigned = state.driver();
        return assigned != null && assigned.id().equals(driver);
    }

    Ride moved(RideState to, Instant now) {
        return new Ride(id, order, version + 1, attempt, excludedDrivers, to, requestedAt, now);
    }

    Ride searchedAgainWithout(DriverId driver, Instant now) {
        return new Ride(id, order, version + 1, attempt + 1, excludedDriversAnd(driver), new RideState.Requested(),
                requestedAt, now);
    }

    /** @param last the driver who gave it back when the limit of searches was reached */
    Ride searchedInVain(DriverId last, Instant now) {
        return new Ride(id, order, version + 1, attempt, excludedDriversAnd(last), new RideState.NoDriverAvailable(),
                requestedAt, now);
    }

    /** Returns the ride in the same state with more details. This is a public change, so the version rises. */
    Ride refined(RideState state) {
        return new Ride(id, order, version + 1, attempt, excludedDrivers, state, requestedAt, stateChangedAt);
    }

    /** Counts a wrong PIN. Only booking needs the count, so the version does not change. */
    Ride withOneMoreWrongPin(RideState.DriverArrived arrived) {
        var counted = new RideState.DriverArrived(arrived.driver(), arrived.wrongPins() + 1);
        return new Ride(id, order, version, attempt, excludedDrivers, counted, requestedAt, stateChangedAt);
    }

    private Set<DriverId> excludedDriversAnd(DriverId driver) {
        Set<DriverId> excluded = new HashSet<>(excludedDrivers);
        excluded.add(driver);
        return excluded;
    }

    private static Ride asRequested(RideId id, RideOrder order, Instant at) {
        RideState state = order.scheduledFor() == null ? new RideState.Requested() : new RideState.Scheduled();
        return new Ride(id, order, 1, 1, Set.of(), state, at, at);
    }
}
