package dev.ridewire.tracking.domain.board;

import dev.ridewire.tracking.domain.RideState;
import dev.ridewire.tracking.domain.life.Lane;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A ride on the board: what booking and dispatch last told of it.
 *
 * @param dispatch null until dispatch told of the ride
 * @param dueAt    the time from which the ride is stuck, as it was stored; null if nothing has to happen
 */
public record BoardRide(BookingSide booking, @Nullable DispatchSide dispatch, @Nullable Instant dueAt) {
    public BoardRide {
        Objects.requireNonNull(booking, "booking");
    }

    /** Returns dispatch's side if it belongs to the ride's present attempt; else dispatch has not caught up. */
    public Optional<DispatchSide> presentSearch() {
        return Optional.ofNullable(dispatch).filter(side -> side.attempt() == booking.attempt());
    }

    /** Returns what the ride waits for; empty once it is over and paid. */
    public Optional<Pending> pending() {
        return switch (booking.state()) {
            case SCHEDULED -> Optional.of(new Pending(
                    Lane.RIDER, "the scheduled time", booking.stateChangedAt(), booking.scheduledFor()));
            case REQUESTED -> Optional.of(presentSearch().map(BoardRide::pendingOf).orElseGet(() -> new Pending(
                    Lane.DISPATCH, "dispatch to start the search", booking.stateChangedAt(), null)));
            case DRIVER_ASSIGNED -> Optional.of(new Pending(Lane.DRIVER, "the driver to reach the pickup",
                    booking.stateChangedAt(), booking.stateChangedAt().plusSeconds(booking.pickupEtaSeconds())));
            case DRIVER_ARRIVED -> Optional.of(new Pending(
                    Lane.RIDER, "the rider to get in", booking.stateChangedAt(), null));
            case IN_PROGRESS -> Optional.of(new Pending(
                    Lane.DRIVER, "the trip to end", booking.stateChangedAt(), null));
            case COMPLETED -> booking.fareSettled()
                    ? Optional.empty()
                    : Optional.of(new Pending(Lane.BOOKING, "the final fare", booking.stateChangedAt(), null));
            case CANCELLED, NO_DRIVER_AVAILABLE -> Optional.empty();
        };
    }

    private static Pending pendingOf(DispatchSide side) {
        return switch (side.state()) {
            case SEARCHING, CLOSED -> new Pending(
                    Lane.DISPATCH, "a driver in reach", side.stateChangedAt(), side.searchUntil());
            case OFFERED -> new Pending(
                    Lane.DRIVER, "the driver's answer", side.stateChangedAt(), side.offerExpiresAt());
            case ASSIGNED -> new Pending(
                    Lane.BOOKING, "booking to confirm the driver", side.stateChangedAt(), null);
            case FAILED -> new Pending(Lane.BOOKING, "booking to end the ride", side.stateChangedAt(), null);
        };
    }

    /** Reports whether the ride is stuck at a time. */
    public boolean isStuckAt(Instant now) {
        return dueAt != null && !dueAt.isAfter(now);
    }

    public RideState state() {
        return booking.state();
    }
}
