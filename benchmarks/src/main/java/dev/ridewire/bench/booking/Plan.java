package dev.ridewire.bench.booking;

import org.jspecify.annotations.Nullable;

/**
 * The scope of a measurement.
 *
 * @param connections   each has one request under way, always
 * @param warmUpSeconds under load, each contender before the first round
 * @param rounds        of all contenders in turn, so that what else the machine does hits all alike
 * @param seconds       a round of a contender
 * @param databasePool  connections to PostgreSQL that each contender may have
 * @param riders        who are there to ask, each once
 */
record Plan(int connections, int warmUpSeconds, int rounds, int seconds, int databasePool, int riders) {
    private static final int LEAD_IN_SECONDS = 2;
    private static final int FEW = 2;
    /**
     * More rides than one processor creates while it also runs the load and PostgreSQL. A faster machine is told of
     * {@code --riders}.
     */
    private static final int RIDERS_PER_SECOND = 600;

    Plan {
        requirePositive("connections", connections);
        requirePositive("rounds", rounds);
        requirePositive("seconds", seconds);
        requirePositive("riders", riders);
    }

    /** @param riders null for as many as a contender can be expected to serve */
    static Plan of(int connections, int warmUpSeconds, int rounds, int seconds, int databasePool,
            @Nullable Integer riders) {
        int underLoad = warmUpSeconds + rounds * (LEAD_IN_SECONDS + seconds);
        return new Plan(connections, warmUpSeconds, rounds, seconds, databasePool,
                riders == null
                        ? underLoad * RIDERS_PER_SECOND * Runtime.getRuntime().availableProcessors()
                        : riders);
    }

    /**
     * In the first half of the warm-up. All of them at once leave a compiler that has to share two processors a
     * fraction of one; its queue stays long, and the longer it is, the more often a method must be called before the
     * JVM puts it there.
     */
    int gentleConnections() {
        return Math.min(FEW, connections);
    }

    /** Not counted: a contender that has rested fills its caches again. */
    int leadInSeconds() {
        return LEAD_IN_SECONDS;
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s: %d (expected: 1 or more)".formatted(name, value));
        }
    }
}
