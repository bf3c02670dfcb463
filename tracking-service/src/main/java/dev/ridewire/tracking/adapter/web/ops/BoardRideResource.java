package dev.ridewire.tracking.adapter.web.ops;

import dev.ridewire.geo.GeoPoint;
import dev.ridewire.tracking.application.board.ViewingBoard;
import dev.ridewire.tracking.domain.board.BookingSide;
import dev.ridewire.tracking.domain.board.Deadline;
import dev.ridewire.tracking.domain.board.DispatchSide;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ride on the board.
 *
 * @param city    empty if booking did not tell it
 * @param search  null until dispatch told of the ride
 * @param pending null once the ride is over and paid
 * @param stuck   null unless the ride is stuck
 */
record BoardRideResource(
        UUID id,
        String state,
        long version,
        int attempt,
        String city,
        String vehicleClass,
        @Nullable String driverId,
        GeoPoint pickup,
        GeoPoint dropoff,
        Instant requestedAt,
        Instant stateChangedAt,
        @Nullable Instant scheduledFor,
        @Nullable Search search,
        @Nullable Pending pending,
        @Nullable Stuck stuck) {
    /** Dispatch's search for a driver; its attempt is behind the ride's while dispatch has not caught up. */
    record Search(
            String state, long version, int attempt, @Nullable String driverId, @Nullable Instant offerExpiresAt,
            Instant searchUntil) {
        static @Nullable Search of(@Nullable DispatchSide side) {
            return side == null
                    ? null
                    : new Search(side.state().name(), side.version(), side.attempt(), side.driverId(),
                            side.offerExpiresAt(), side.searchUntil());
        }
    }

    /**
     * @param waitsFor rider, booking, dispatch, driver or tracking
     * @param what     the words after "waiting for"
     */
    record Pending(String waitsFor, String what, Instant since, @Nullable Instant until) {
        static Pending of(dev.ridewire.tracking.domain.board.Pending pending) {
            return new Pending(pending.waitsFor().name().toLowerCase(Locale.ROOT), pending.what(), pending.since(),
                    pending.until());
        }
    }

    /** @param rule a slug that clients can tell apart */
    record Stuck(String rule, Instant since) {
        static @Nullable Stuck of(@Nullable Deadline missed) {
            return missed == null
                    ? null
                    : new Stuck(missed.rule().name().toLowerCase(Locale.ROOT).replace('_', '-'), missed.at());
        }
    }

    static BoardRideResource of(ViewingBoard.Seen seen) {
        BookingSide side = seen.ride().booking();
        return new BoardRideResource(side.rideId(), side.state().name(), side.version(), side.attempt(), side.city(),
                side.vehicleClass(), side.driverId(), side.pickup(), side.dropoff(), side.requestedAt(),
                side.stateChangedAt(), side.scheduledFor(), Search.of(seen.ride().dispatch()),
                seen.ride().pending().map(Pending::of).orElse(null), Stuck.of(seen.missed()));
    }
}
