package dev.ridewire.dispatch.domain.matching;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The drivers whom a batch proposes, and what it took to find them.
 *
 * @param proposals  in the order of the searches, at most one for a match and one for a driver
 * @param candidates how many pairs of a ride and a driver were weighed
 * @param optimal    false where the time budget was spent and rides that were left took their nearest free driver
 * @param solveTime  the time that the solver took
 */
public record BatchDecision(List<Proposal> proposals, int candidates, boolean optimal, Duration solveTime) {
    public BatchDecision {
        proposals = List.copyOf(proposals);
        Objects.requireNonNull(solveTime, "solveTime");
    }
}
