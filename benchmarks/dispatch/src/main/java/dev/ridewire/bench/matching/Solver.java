package dev.ridewire.bench.matching;

/** A solver that assigns each driver of a batch at most once. */
interface Solver {
    /**
     * The outcome of one batch.
     *
     * @param buildNanos the time from the candidates to the solver's own graph
     * @param solveNanos the time from that graph to the assignment
     * @param assigned   how many requests have a driver
     * @param cost       the sum of their costs
     */
    record Outcome(long buildNanos, long solveNanos, int assigned, long cost) {
        boolean sameOptimum(Outcome other) {
            return assigned == other.assigned && cost == other.cost;
        }
    }

    String name();

    Outcome solve(Batch batch);
}
