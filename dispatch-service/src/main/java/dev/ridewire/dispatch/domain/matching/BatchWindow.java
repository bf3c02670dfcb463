package dev.ridewire.dispatch.domain.matching;

import java.time.Duration;
import java.util.Objects;

/**
 * The time from one batch to the next, which follows the rate of new searches. A quiet city has no window: each ride is
 * matched at once. The more rides arrive, the longer a batch gathers them, up to a bound.
 *
 * @param settings       the bounds
 * @param ridesPerSecond the smoothed rate of new searches
 */
public record BatchWindow(Settings settings, double ridesPerSecond) {
    private static final Duration LONGEST_ALLOWED = Duration.ofSeconds(2);
    /** Two rides can cross; a single one gains nothing by waiting. */
    private static final double RIDES_WORTH_WAITING_FOR = 2;
    /** The rate follows the last few seconds; a single ride after silence does not open a window. */
    private static final double SMOOTHING_SECONDS = 4;
    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * The bounds of the window.
     *
     * @param longest   at most 2 s; 0 matches each ride at once under any load
     * @param fullBatch the number of rides within the longest window from which on a batch waits for all of it
     */
    public record Settings(Duration longest, int fullBatch) {
        public Settings {
            Objects.requireNonNull(longest, "longest");
            if (longest.isNegative() || longest.compareTo(LONGEST_ALLOWED) > 0) {
                throw new IllegalArgumentException("longest: %s (expected: 0 to 2 s)".formatted(longest));
            }
            if (fullBatch < 2) {
                throw new IllegalArgumentException("fullBatch: %d (expected: 2 or more)".formatted(fullBatch));
            }
        }
    }

    public BatchWindow {
        Objects.requireNonNull(settings, "settings");
        if (!(ridesPerSecond >= 0)) {
            throw new IllegalArgumentException("ridesPerSecond: %s (expected: 0 or more)".formatted(ridesPerSecond));
        }
    }

    /** Returns the window of a city in which no ride has arrived yet. */
    public static BatchWindow quiet(Settings settings) {
        return new BatchWindow(settings, 0);
    }

    /**
     * Returns the window after a batch.
     *
     * @param arrived how many searches are new since the batch before
     * @param elapsed the time since the batch before
     */
    public BatchWindow after(int arrived, Duration elapsed) {
        if (arrived < 0) {
            throw new IllegalArgumentException("arrived: %d (expected: 0 or more)".formatted(arrived));
        }
        double seconds = Math.max(0, elapsed.toNanos() / NANOS_PER_SECOND);
        // An average of the old rate and the new arrivals, weighted by their times.
        return new BatchWindow(settings,
                (ridesPerSecond * SMOOTHING_SECONDS + arrived) / (SMOOTHING_SECONDS + seconds));
    }

    /** Returns the time from the start of the last batch to the next one. */
    public Duration length() {
        double longestSeconds = settings.longest.toNanos() / NANOS_PER_SECOND;
        double expected = ridesPerSecond * longestSeconds;
        if (expected < RIDES_WORTH_WAITING_FOR) {
            return Duration.ZERO;
        }
        return Duration.ofNanos((long) (settings.longest.toNanos() * Math.min(1, expected / settings.fullBatch)));
    }
}
