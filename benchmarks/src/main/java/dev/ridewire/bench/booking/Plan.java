package dev.ridewire.bench.booking;

import org.jspecify.annotations.Nullable;

/**
 * The scope of a measurement.
 *
 * @param connections   the number of connections, each of which always has one request under way
 * @param warmUpSeconds the time under load of each contender before the first round
 * @param rounds        the number of rounds; all contenders take turns, so that other work of the machine affects all
 *                      alike
 * @param seconds       the time of a contender in a round
 * @param databasePool  the most connections of a contender to PostgreSQL
 * @param riders        the number of riders, each of whom sends one request
 */
record Plan(int connections, int warmUpSeconds, int rounds, int seconds, int databasePool, int riders) {
    private static final int LEAD_IN_SECONDS = 2;
    private static final int FEW = 2;
    /**
     * More riders than one processor can serve while it also runs the load and PostgreSQL. A faster machine needs
     * {@code --riders}.
     */
    private static final int RIDERS_PER_SECOND = 600;

    Plan {
        requirePositive("connections", connections);
        requirePositive("rounds", rounds);
        requirePositive("seconds", seconds);
        requirePositive("riders", riders);
    }

    /** @param riders null for as many as a contender may be able to serve */
    static Plan of(int connections, int warmUpSeconds, int rounds, int seconds, int databasePool,
            @Nullable Integer riders) {
        int underLoad = warmUpSeconds + rounds * (LEAD_IN_SECONDS + seconds);
        return new Plan(connections, warmUpSeconds, rounds, seconds, databasePool,
                riders == null
                        ? underLoad * RIDERS_PER_SECOND * Runtime.getRuntime().availableProcessors()
                        : riders);
    }

    /**
     * Returns the number of connections in the first half of the warm-up. With all of them, the compiler gets only a
     * fraction of two processors, and its queue stays long. The longer the queue, the more calls a method
     * needs before the JVM compiles it.
     */
    int gentleConnections() {
        return Math.min(FEW, connections);
    }

    /** Returns the uncounted seconds of a round, in which a contender fills its caches again. */
    int leadInSeconds() {
        return LEAD_IN_SECONDS;
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s: %d (expected: 1 or more)".formatted(name, value));
        }
    }
}
