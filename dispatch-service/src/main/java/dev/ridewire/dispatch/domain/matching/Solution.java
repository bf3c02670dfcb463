package dev.ridewire.dispatch.domain.matching;

import java.util.Objects;

/** The result of solving a batch. Its prices are a good start for the next batch. */
public sealed interface Solution {
    Assignment assignment();

    DriverPrices prices();

    /** An assignment that no other one beats: as many requests as possible, at the lowest total cost. */
    record Optimal(Assignment assignment, DriverPrices prices) implements Solution {
        public Optimal {
            Objects.requireNonNull(assignment, "assignment");
            Objects.requireNonNull(prices, "prices");
        }
    }

    /**
     * An assignment that was finished greedily because the time budget was spent. No request in it is without a driver
     * beside a free candidate.
     */
    record Greedy(Assignment assignment, DriverPrices prices) implements Solution {
        public Greedy {
            Objects.requireNonNull(assignment, "assignment");
            Objects.requireNonNull(prices, "prices");
        }
    }
}
