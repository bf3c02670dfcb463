package dev.ridewire.bench.booking;

/**
 * A ratio that booking has to reach.
 *
 * @param contender whose throughput is looked at
 * @param other     whose it is divided by
 * @param atLeast   the median of that ratio over the rounds
 */
record Goal(String contender, String other, double atLeast) {
    boolean isReachedBy(double ratio) {
        return ratio >= atLeast;
    }
}
