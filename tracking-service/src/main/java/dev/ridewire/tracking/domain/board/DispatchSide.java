package dev.ridewire.tracking.domain.board;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The search for a ride's driver as dispatch tells of it.
 *
 * @param attempt        the ride's attempt that the search belongs to
 * @param driverId       the driver who is asked, or who accepted; null if there is none
 * @param offerExpiresAt the end of the time in which that driver can accept; null without an offer
 */
public record DispatchSide(
        UUID rideId,
        long version,
        SearchState state,
        int attempt,
        @Nullable String driverId,
        @Nullable Instant offerExpiresAt,
        Instant searchUntil,
        Instant stateChangedAt) {
    public DispatchSide {
        Objects.requireNonNull(rideId, "rideId");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(searchUntil, "searchUntil");
        Objects.requireNonNull(stateChangedAt, "stateChangedAt");
    }
}
