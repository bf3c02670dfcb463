package dev.ridewire.dispatch.domain.matching;

import dev.ridewire.dispatch.domain.ride.Match;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Rides that change their drivers together, or not at all. The new driver of each ride is the former driver of the next
 * one. The last new driver closes the circle, or comes from outside and leaves the first former driver free.
 *
 * @param moves 1 or more
 * @param saved the sum of the pickup ETAs before, less that after
 */
public record Exchange(List<Move> moves, Duration saved) {
    public Exchange {
        moves = List.copyOf(moves);
        Objects.requireNonNull(saved, "saved");
        if (moves.isEmpty()) {
            throw new IllegalArgumentException("moves: none (expected: 1 or more)");
        }
    }

    /** Reports whether the rides only change among their own drivers, so that no other driver has to agree. */
    public boolean isCircle() {
        return moves.getLast().to().driverId().equals(moves.getFirst().from().driverId());
    }

    /** A ride whose driver changes. */
    public record Move(Match match, Candidate from, Candidate to) {
        public Move {
            Objects.requireNonNull(match, "match");
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
        }
    }
}
