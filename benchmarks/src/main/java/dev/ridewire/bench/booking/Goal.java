package dev.ridewire.bench.booking;

/**
 * A ratio that booking has to reach.
 *
 * @param contender the contender whose throughput is compared
 * @param other     the contender by whose throughput it is divided
 * @param atLeast   the lowest accepted median of that ratio over the rounds
 */
record Goal(String contender, String other, double atLeast) {
    boolean isReachedBy(double ratio) {
        return ratio >= atLeast;
    }
}
