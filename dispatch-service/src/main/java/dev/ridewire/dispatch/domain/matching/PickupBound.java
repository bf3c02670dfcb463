package dev.ridewire.dispatch.domain.matching;

import java.time.Duration;
import java.util.Objects;

/**
 * The longest pickup ETA that a search may accept, by the supply around it. Where drivers are scarce, far pickups take
 * drivers off the road for so long that everyone waits longer: a wild goose chase.
 *
 * <p>
 * The bound is {@code least + (most - least) × min(1, free ÷ (open × enough))}. So it is {@code most} where each open
 * search has {@code enough} free drivers, and {@code least} where no driver is free.
 *
 * @param least  the bound without a free driver
 * @param most   the bound with enough free drivers
 * @param enough free drivers for each open search from which on nothing is bounded further
 */
public record PickupBound(Duration least, Duration most, double enough) {
    public PickupBound {
        Objects.requireNonNull(least, "least");
        Objects.requireNonNull(most, "most");
        if (!least.isPositive() || most.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    "least, most: %s, %s (expected: more than 0, and at least as much)".formatted(least, most));
        }
        if (!(enough > 0)) {
            throw new IllegalArgumentException("enough: %s (expected: more than 0)".formatted(enough));
        }
    }

    /**
     * Returns the bound for a search.
     *
     * @param free drivers around it who can be asked
     * @param open searches around it, with itself
     */
    public Duration with(int free, int open) {
        if (free < 0 || open < 1) {
            throw new IllegalArgumentException("free, open: %d, %d (expected: 0 and 1 or more)".formatted(free, open));
        }
        double share = Math.min(1, free / (open * enough));
        return least.plusMillis(Math.round(most.minus(least).toMillis() * share));
    }

    /** Returns the search with those candidates that its bound allows. */
    public OpenSearch bounded(OpenSearch search, int free, int open) {
        Duration bound = with(free, open);
        return new OpenSearch(search.match(), search.candidates().stream()
                .filter(candidate -> candidate.pickupEta().compareTo(bound) <= 0).toList());
    }
}
