package dev.ridewire.dispatch.domain.matching;

import dev.ridewire.dispatch.domain.matching.SolveBudget.Watch;
import java.util.Arrays;

/**
 * An exact solver of the assignment of drivers to requests: as many requests as possible get a driver, at the lowest
 * total cost. It uses sparse shortest augmenting paths with dual prices, in the manner of Jonker and Volgenant. The
 * same graph, prices and budget always give the same assignment.
 */
public final class MinimumCostAssignment {
    /** With as many drivers as requests, kept prices halve the time; with a tenth of them, they triple it. */
    private static final int FEWER_DESPITE_PRICES = 4;

    private MinimumCostAssignment() {}

    /**
     * Solves one batch.
     *
     * @param kept   prices from an earlier batch, or {@link DriverPrices#none()}
     * @param budget past this time, requests that are left take the cheapest free candidate in their order
     */
    public static Solution solve(CandidateGraph graph, DriverPrices kept, SolveBudget budget) {
        Watch watch = budget.start();
        Side requests = Side.requests(graph);
        Side drivers = Side.drivers(graph, startingPrices(graph, kept));
        boolean optimal;
        if (fewDrivers(graph, kept)) {
            // Fewer drivers need fewer searches. With every request at its price without a driver, none is unsettled.
            Arrays.fill(requests.price, requests.priceAlone);
            drivers.takeCheapest(requests);
            optimal = new AugmentingSearch(drivers, requests, watch).settleAll();
        } else {
            requests.takeCheapest(drivers);
            // A kept price can leave a driver alone below the price of a driver who stays alone: the second pass.
            optimal = new AugmentingSearch(requests, drivers, watch).settleAll()
                    && (kept.isEmpty() || new AugmentingSearch(drivers, requests, watch).settleAll());
        }
        if (!optimal) {
            giveFreeDrivers(requests, drivers);
        }
        var assignment = Assignment.of(graph, requests.mate);
        var prices = DriverPrices.owning(drivers.price);
        return optimal ? new Solution.Optimal(assignment, prices) : new Solution.Greedy(assignment, prices);
    }

    /** Reports whether it is quicker to look for a request for each driver, which makes no use of kept prices. */
    private static boolean fewDrivers(CandidateGraph graph, DriverPrices kept) {
        return kept.isEmpty()
                ? graph.drivers() < graph.requests()
                : graph.drivers() < graph.requests() / FEWER_DESPITE_PRICES;
    }

    private static long[] startingPrices(CandidateGraph graph, DriverPrices kept) {
        if (kept.isEmpty()) {
            return new long[graph.drivers()];
        }
        long[] prices = kept.copyFor(graph);
        long lowest = -graph.penalty();
        for (int driver = 0; driver < prices.length; driver++) {
            prices[driver] = Math.clamp(prices[driver], lowest, 0);
        }
        return prices;
    }

    private static void giveFreeDrivers(Side requests, Side drivers) {
        for (int request = 0; request < requests.size; request++) {
            if (requests.mate[request] != Side.ALONE) {
                continue;
            }
            int choice = Side.ALONE;
            int lowest = Integer.MAX_VALUE;
            for (int edge = requests.firstEdge[request]; edge < requests.firstEdge[request + 1]; edge++) {
                int driver = requests.other[edge];
                if (drivers.mate[driver] == Side.ALONE && (choice == Side.ALONE || requests.cost[edge] < lowest)) {
                    lowest = requests.cost[edge];
                    choice = driver;
                }
            }
            if (choice != Side.ALONE) {
                requests.mate[request] = choice;
                drivers.mate[choice] = request;
            }
        }
    }
}
