package dev.ridewire.tracking.application.board;

import dev.ridewire.tracking.domain.RideState;
import dev.ridewire.tracking.domain.board.BoardRide;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The rides as a dispatcher sees them, each in its newest known state. */
public interface Board {
    /** Finds up to one ride more than the filter's limit, in the filter's order. */
    Mono<List<BoardRide>> page(BoardFilter filter, Instant now);

    /** Finds a ride; empty for an unknown one. */
    Mono<BoardRide> find(UUID rideId);

    /** Counts the rides that are not over, and all that are stuck, by state. */
    Mono<List<Count>> count(Instant now);

    /**
     * Finds the rides that are not over and belong to one of the drivers, or wait for a driver at a pickup within the
     * box; at most {@code limit} of each.
     */
    Mono<List<BoardRide>> within(Box box, Collection<String> drivers, int limit);

    /** Deletes up to {@code limit} rides that were over before a time, and returns their number. */
    Mono<Long> forgetBefore(Instant time, int limit);

    record Count(RideState state, long rides, long stuck) {}

    /** A part of the map, in degrees. It does not cross the antimeridian. */
    record Box(double west, double south, double east, double north) {
        public boolean contains(double lat, double lng) {
            return lat >= south && lat <= north && lng >= west && lng <= east;
        }
    }
}
