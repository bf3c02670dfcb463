package dev.ridewire.dispatch.domain.matching;

import java.time.Duration;
import java.util.Objects;

/**
 * The terms by which a batch weighs drivers.
 *
 * @param waitingWeight how many seconds of pickup time a second of waiting is worth, from 0 to 100; with 0 the age of a
 *                      ride does not count
 * @param solveBudget   the time for one batch; past it, rides that are left take their nearest free driver
 */
public record MatchingPolicy(double waitingWeight, Duration solveBudget) {
    private static final double LARGEST_WEIGHT = 100;

    public MatchingPolicy {
        Objects.requireNonNull(solveBudget, "solveBudget");
        if (!(waitingWeight >= 0 && waitingWeight <= LARGEST_WEIGHT)) {
            throw new IllegalArgumentException("waitingWeight: %s (expected: 0 to 100)".formatted(waitingWeight));
        }
        if (!solveBudget.isPositive()) {
            throw new IllegalArgumentException("solveBudget: %s (expected: more than 0)".formatted(solveBudget));
        }
    }
}
