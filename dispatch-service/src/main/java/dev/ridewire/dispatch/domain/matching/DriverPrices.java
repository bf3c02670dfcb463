package dev.ridewire.dispatch.domain.matching;

import java.util.Arrays;

/**
 * The dual values of drivers: how much cheaper the batch would be with one more driver in the same place, as a number
 * of 0 or less. A solver that starts from the prices of a similar batch has less to search. Any prices are valid to
 * start from; they never change the total cost.
 */
public final class DriverPrices {
    private static final DriverPrices NONE = new DriverPrices(new long[0]);

    private final long[] prices;

    private DriverPrices(long[] prices) {
        this.prices = prices;
    }

    /** Returns the start without knowledge of an earlier batch. */
    public static DriverPrices none() {
        return NONE;
    }

    /** @param prices by the number of the driver; 0 for a driver whom no batch has seen */
    public static DriverPrices of(long... prices) {
        return new DriverPrices(prices.clone());
    }

    /** Takes over the array of a finished search. */
    static DriverPrices owning(long[] prices) {
        return new DriverPrices(prices);
    }

    public long of(int driver) {
        return prices[driver];
    }

    public boolean isEmpty() {
        return prices.length == 0;
    }

    /** Returns these prices, for a batch in which some numbers belong to other drivers. */
    public DriverPrices without(int... drivers) {
        if (isEmpty()) {
            return this;
        }
        long[] others = prices.clone();
        for (int driver : drivers) {
            others[driver] = 0;
        }
        return new DriverPrices(others);
    }

    long[] copyFor(CandidateGraph graph) {
        if (prices.length != graph.drivers()) {
            throw new IllegalArgumentException(
                    "prices of %d drivers (expected: %d)".formatted(prices.length, graph.drivers()));
        }
        return Arrays.copyOf(prices, prices.length);
    }
}
