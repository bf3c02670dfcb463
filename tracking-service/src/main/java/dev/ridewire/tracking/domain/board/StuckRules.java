package dev.ridewire.tracking.domain.board;

import dev.ridewire.tracking.domain.RideState;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules by which a ride is stuck: its state, the time it has been in it, and how far one service lags behind the
 * other. Each side of a ride has its own deadlines, so that they can be stored when either side moves.
 *
 * @param lag      how long one service may take to follow the other, and a time that is over to be noticed
 * @param search   how long a rider may wait for a driver
 * @param pickup   how much longer than twice the estimate a driver may take to the pickup
 * @param boarding how long a driver may wait at the pickup
 * @param trip     how long a trip may take
 * @param fare     how long a completed ride may have no final fare
 */
public record StuckRules(
        Duration lag, Duration search, Duration pickup, Duration boarding, Duration trip, Duration fare) {
    private static final Comparator<Deadline> SOONEST = Comparator.comparing(Deadline::at);

    public StuckRules {
        for (Duration bound : new Duration[]{lag, search, pickup, boarding, trip, fare}) {
            Objects.requireNonNull(bound, "bound");
            if (!bound.isPositive()) {
                throw new IllegalArgumentException("bound of a stuck rule: " + bound + " (expected: positive)");
            }
        }
    }

    /** Returns the first deadline of a ride that has moved as far as its two sides say. */
    public Optional<Deadline> firstOf(BoardRide ride) {
        if (ride.state() != RideState.REQUESTED) {
            return of(ride.booking());
        }
        Optional<Deadline> ofSearch = ride.presentSearch().isPresent()
                ? ride.presentSearch().flatMap(this::of)
                : of(ride.booking());
        return Stream.concat(patienceOf(ride.booking()).stream(), ofSearch.stream()).min(SOONEST);
    }

    /** Returns booking's own deadline. For a requested ride it holds only while dispatch has not caught up. */
    public Optional<Deadline> of(BookingSide side) {
        return switch (side.state()) {
            case SCHEDULED -> Optional.ofNullable(side.scheduledFor())
                    .map(time -> new Deadline(StuckRule.SCHEDULE_MISSED, time.plus(lag)));
            case REQUESTED -> deadline(StuckRule.SEARCH_NOT_STARTED, side, lag);
            case DRIVER_ASSIGNED -> deadline(StuckRule.DRIVER_LATE, side,
                    pickup.plusSeconds(2L * side.pickupEtaSeconds()));
            case DRIVER_ARRIVED -> deadline(StuckRule.RIDER_ABSENT, side, boarding);
            case IN_PROGRESS -> deadline(StuckRule.LONG_TRIP, side, trip);
            case COMPLETED -> side.fareSettled() ? Optional.empty() : deadline(StuckRule.FARE_OPEN, side, fare);
            case CANCELLED, NO_DRIVER_AVAILABLE -> Optional.empty();
        };
    }

    /** Returns the end of a requesting rider's patience; empty in other states. */
    public Optional<Deadline> patienceOf(BookingSide side) {
        return side.state() == RideState.REQUESTED
                ? deadline(StuckRule.LONG_SEARCH, side, search)
                : Optional.empty();
    }

    /** Returns dispatch's own deadline, which holds while the ride is requested. */
    public Optional<Deadline> of(DispatchSide side) {
        return switch (side.state()) {
            case SEARCHING -> Optional.of(new Deadline(StuckRule.SEARCH_OVERDUE, side.searchUntil().plus(lag)));
            case OFFERED -> Optional.ofNullable(side.offerExpiresAt())
                    .map(expiry -> new Deadline(StuckRule.ANSWER_OVERDUE, expiry.plus(lag)));
            case ASSIGNED, FAILED, CLOSED -> Optional.of(
                    new Deadline(StuckRule.RESULT_NOT_APPLIED, side.stateChangedAt().plus(lag)));
        };
    }

    private static Optional<Deadline> deadline(StuckRule rule, BookingSide side, Duration after) {
        return Optional.of(new Deadline(rule, side.stateChangedAt().plus(after)));
    }
}
