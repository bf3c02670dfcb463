package dev.ridewire.bench.matching;

/**
 * The candidates of one batch, as dispatch has them before a solver sees them.
 *
 * @param drivers     by number; a number stays with its driver from batch to batch
 * @param newDrivers  the numbers that another driver has had in the batch before
 * @param candidateOf the drivers near each request
 * @param costOf      the pickup time of each of them, in milliseconds
 */
@SuppressWarnings("ArrayRecordComponent")
record Batch(int drivers, int[] newDrivers, int[][] candidateOf, int[][] costOf) {
    int requests() {
        return candidateOf.length;
    }
}
