package dev.ridewire.bench.trip;

/**
 * The conditions under which a phone records a drive.
 *
 * @param step        seconds between two positions
 * @param deviation   the standard deviation of the position's error in each axis, in metres
 * @param correlation between the errors of two neighbours, 0 to below 1
 * @param faults      whether positions are missing, sent twice, or far off
 */
record Conditions(double step, double deviation, double correlation, boolean faults) {
    static final double[] DEVIATIONS = {5, 15};
    static final double[] CORRELATIONS = {0, 0.5, 0.9, 0.99};
}
