package dev.ridewire.dispatch.domain.matching;

import java.util.Random;

/** Random graphs with all that makes an assignment hard: ties, scarce drivers, requests and drivers out of reach. */
final class RandomGraphs {
    private final Random random;

    RandomGraphs(long seed) {
        random = new Random(seed);
    }

    /** Returns a graph with at most so many nodes on a side; costs are from a range of random width. */
    CandidateGraph next(int most) {
        int requests = random.nextInt(most + 1);
        int drivers = random.nextInt(most + 1);
        int widestCost = switch (random.nextInt(4)) {
            case 0 -> 1;
            case 1 -> 5;
            case 2 -> 1_000;
            default -> 1_000_000;
        };
        return withSides(requests, drivers, 1 + random.nextInt(6), widestCost);
    }

    /**
     * Returns a graph with sides of a size.
     *
     * @param candidates at most, for a request
     * @param widestCost the largest possible cost
     */
    CandidateGraph withSides(int requests, int drivers, int candidates, int widestCost) {
        var graph = CandidateGraph.builder(drivers);
        int reachable = Math.max(1, drivers - random.nextInt(drivers / 3 + 1));
        for (int request = 0; request < requests; request++) {
            graph.request();
            int some = drivers == 0 ? 0 : random.nextInt(candidates + 1);
            for (int candidate = 0; candidate < some; candidate++) {
                graph.candidate(random.nextInt(reachable), random.nextInt(widestCost + 1));
            }
        }
        return graph.build();
    }

    /** Returns the same candidates with costs changed by up to a tenth, as they are a few seconds later. */
    CandidateGraph aLittleLater(CandidateGraph before) {
        var graph = CandidateGraph.builder(before.drivers());
        for (int request = 0; request < before.requests(); request++) {
            graph.request();
            for (int edge = before.firstEdge(request); edge < before.firstEdge(request + 1); edge++) {
                graph.candidate(before.driverOf(edge), (int) (before.costOf(edge) * (0.9 + 0.2 * random.nextDouble())));
            }
        }
        return graph.build();
    }

    DriverPrices anyPrices(CandidateGraph graph) {
        long[] prices = new long[graph.drivers()];
        for (int driver = 0; driver < prices.length; driver++) {
            prices[driver] = random.nextLong(-2 * graph.penalty(), graph.penalty());
        }
        return DriverPrices.of(prices);
    }
}
