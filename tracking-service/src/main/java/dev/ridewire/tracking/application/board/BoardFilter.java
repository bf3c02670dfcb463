package dev.ridewire.tracking.application.board;

import dev.ridewire.tracking.domain.RideState;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rides that a dispatcher wants to see.
 *
 * @param state          null for all rides that are not over
 * @param city           null for all cities
 * @param stuck          whether only stuck rides are wanted
 * @param olderThan      the rides that have been in their state for at least so long; null for all
 * @param after          the place behind which the page begins; null for the first page
 * @param limit          the most rides of the page
 */
public record BoardFilter(
        @Nullable RideState state,
        @Nullable String city,
        boolean stuck,
        @Nullable Duration olderThan,
        @Nullable Place after,
        int limit) {
    /**
     * The order of a page. Stuck rides come by the time since which they are; rides that are over come newest first;
     * all others come by the time since which they are in their state.
     */
    public enum Order {
        BY_DEADLINE, NEWEST_FIRST, OLDEST_FIRST
    }

    /** @param time the last ride's time in the page's order */
    public record Place(Order order, Instant time, UUID rideId) {}

    public Order order() {
        if (stuck) {
            return Order.BY_DEADLINE;
        }
        return state != null && state.isFinal() ? Order.NEWEST_FIRST : Order.OLDEST_FIRST;
    }
}
