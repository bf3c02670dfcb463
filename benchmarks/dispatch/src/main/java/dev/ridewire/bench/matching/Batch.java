package dev.ridewire.bench.matching;

/**
 * The candidates of one batch, as dispatch passes them to a solver.
 *
 * @param drivers     the drivers by number; a number stays with its driver from batch to batch
 * @param newDrivers  the numbers that belonged to another driver in the previous batch
 * @param candidateOf the drivers near each request
 * @param costOf      the pickup time of each of them, in milliseconds
 */
@SuppressWarnings("ArrayRecordComponent")
record Batch(int drivers, int[] newDrivers, int[][] candidateOf, int[][] costOf) {
    int requests() {
        return candidateOf.length;
    }
}
