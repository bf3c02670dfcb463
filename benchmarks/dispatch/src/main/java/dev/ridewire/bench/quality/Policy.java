package dev.ridewire.bench.quality;

import java.time.Duration;

/**
 * A way of dispatching.
 *
 * @param order          how rides and cars find each other
 * @param candidates     free drivers that a batch weighs for a ride
 * @param nextRide       drivers with a passenger are candidates
 * @param acceptance     the probability of a "yes" counts
 * @param reconsidering  promised rides may change their drivers
 * @param bound          the pickup ETA is bounded by the supply around
 * @param fairness       the weight of fairness between drivers; 0 for none
 */
record Policy(String name, Order order, int candidates, boolean nextRide, boolean acceptance, boolean reconsidering,
        boolean bound, Duration fairness) {
    /** The order in which rides and cars find each other. */
    enum Order {
        OLDEST_FIRST, NEAREST_FIRST, BATCH
    }

    private static final int CANDIDATES = 20;

    static final Policy OLDEST_FIRST = of("greedy, oldest first", Order.OLDEST_FIRST);
    static final Policy NEAREST_FIRST = of("better greedy", Order.NEAREST_FIRST);
    static final Policy BATCH = of("batch", Order.BATCH);
    static final Policy NEXT = new Policy("+ next ride", Order.BATCH, CANDIDATES, true, false, false, false,
            Duration.ZERO);
    static final Policy ACCEPTANCE = new Policy("+ acceptance", Order.BATCH, CANDIDATES, true, true, false, false,
            Duration.ZERO);
    static final Policy RECONSIDERING = new Policy("+ reconsidering", Order.BATCH, CANDIDATES, true, true, true, false,
            Duration.ZERO);

    static final Policy WITHOUT_NEXT = new Policy("without next ride", Order.BATCH, CANDIDATES, false, true, true,
            false,
            Duration.ZERO);
    /** Ten times the candidates: nearly the exact optimum of each batch over all pairs. */
    static final Policy ALL_CANDIDATES = RECONSIDERING.withCandidates(200).named("+ 200 candidates");

    private static Policy of(String name, Order order) {
        return new Policy(name, order, CANDIDATES, false, false, false, false, Duration.ZERO);
    }

    Policy named(String other) {
        return new Policy(other, order, candidates, nextRide, acceptance, reconsidering, bound, fairness);
    }

    Policy withBound() {
        return new Policy(name, order, candidates, nextRide, acceptance, reconsidering, true, fairness);
    }

    Policy withCandidates(int most) {
        return new Policy(name, order, most, nextRide, acceptance, reconsidering, bound, fairness);
    }

    Policy withFairness(Duration weight) {
        return new Policy(name, order, candidates, nextRide, acceptance, reconsidering, bound, weight);
    }
}
