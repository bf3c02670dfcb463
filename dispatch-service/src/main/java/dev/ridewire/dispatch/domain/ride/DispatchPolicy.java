package dev.ridewire.dispatch.domain.ride;

import java.time.Duration;
import java.util.Objects;

/**
 * The durations that govern offers and searches.
 *
 * @param offerLife    how long a driver can think about an offer
 * @param searchWindow how long a driver is searched for, from the start of each attempt
 * @param askAgain     how long a driver who let an offer lapse is left alone before the same ride may be put before
 *                     them again, and then only if nobody else is there
 */
public record DispatchPolicy(Duration offerLife, Duration searchWindow, Duration askAgain) {
    public DispatchPolicy {
        requirePositive("offerLife", offerLife);
        requirePositive("searchWindow", searchWindow);
        requirePositive("askAgain", askAgain);
    }

    private static void requirePositive(String name, Duration value) {
        Objects.requireNonNull(value, name);
        if (!value.isPositive()) {
            throw new IllegalArgumentException("%s: %s (expected: more than 0)".formatted(name, value));
        }
    }
}
