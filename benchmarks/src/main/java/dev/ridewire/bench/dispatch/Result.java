package dev.ridewire.bench.dispatch;

/**
 * The speed of a solver on batches of one size. Times are medians.
 *
 * @param batches    how many it solved
 * @param buildNanos the time from the candidates to the solver's own graph
 * @param solveNanos the time from that graph to the assignment
 * @param assigned   how many requests of the first batch have a driver
 * @param cost       the total cost of the first batch, the same for all solvers
 */
record Result(int requests, int drivers, String solver, int batches, long buildNanos, long solveNanos, int assigned,
        long cost) {
    private static final String PREFIX = "result";
    private static final int WORDS = 9;

    static boolean isOne(String line) {
        return line.startsWith(PREFIX + " ");
    }

    /** Reads a line of the measuring JVM: the components in their order. */
    static Result of(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != WORDS || !words[0].equals(PREFIX)) {
            throw new IllegalArgumentException("line: '%s' (expected: a result)".formatted(line));
        }
        return new Result(Integer.parseInt(words[1]), Integer.parseInt(words[2]), words[3], Integer.parseInt(words[4]),
                Long.parseLong(words[5]), Long.parseLong(words[6]), Integer.parseInt(words[7]),
                Long.parseLong(words[8]));
    }

    boolean sameSize(Result other) {
        return requests == other.requests && drivers == other.drivers;
    }
}
