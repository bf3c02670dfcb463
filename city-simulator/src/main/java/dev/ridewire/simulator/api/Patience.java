package dev.ridewire.simulator.api;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * A limit on the attempts of a call, and the waits between them. Waits grow from the first to the longest. Each is
 * shortened at random by up to a half, so that clients do not return all at once. A {@code Retry-After} of the service
 * counts, up to a limit.
 *
 * @param attempts  the most attempts, at least 1
 * @param firstWait the wait after the first attempt
 */
public record Patience(int attempts, Duration firstWait, Duration longestWait, Duration longestRetryAfter) {
    /** The patience for a request that its sender repeats a second later anyway. */
    public static final Patience ONCE = new Patience(1, Duration.ofSeconds(1), Duration.ofSeconds(1),
            Duration.ofSeconds(5));
    /**
     * The patience for a request that must succeed. It outlasts the restart of a killed service, which takes up to a
     * minute.
     */
    public static final Patience LONG = new Patience(45, Duration.ofMillis(200), Duration.ofSeconds(3),
            Duration.ofSeconds(10));

    public Patience {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts: " + attempts + " (expected: at least 1)");
        }
    }

    /**
     * Returns the time to wait after an attempt.
     *
     * @param attempt    1 for the first
     * @param retryAfter the wait that the service asked for; zero if none
     */
    Duration waitAfter(int attempt, Duration retryAfter, RandomGenerator random) {
        if (retryAfter.isPositive()) {
            return shorter(retryAfter, longestRetryAfter).plus(shortened(firstWait, random));
        }
        return shortened(shorter(firstWait.multipliedBy(1L << Math.min(attempt - 1, 20)), longestWait), random);
    }

    private static Duration shortened(Duration wait, RandomGenerator random) {
        return Duration.ofMillis(Math.round(wait.toMillis() * (1 - random.nextDouble() / 2)));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
