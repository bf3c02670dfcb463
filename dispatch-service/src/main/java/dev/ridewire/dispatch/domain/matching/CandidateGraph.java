package dev.ridewire.dispatch.domain.matching;

import java.util.Arrays;
import java.util.Objects;

/**
 * The sparse bipartite graph of one batch: requests, drivers, and an edge with a cost for each driver who could serve a
 * request. It holds compressed rows: the edges of request {@code r} are those from {@code firstEdge(r)} to
 * {@code firstEdge(r + 1)}.
 */
public final class CandidateGraph {
    private final int drivers;
    private final int[] firstEdge;
    private final int[] driver;
    private final int[] cost;
    private final int largestCost;

    private CandidateGraph(int drivers, int[] firstEdge, int[] driver, int[] cost, int largestCost) {
        this.drivers = drivers;
        this.firstEdge = firstEdge;
        this.driver = driver;
        this.cost = cost;
        this.largestCost = largestCost;
    }

    /** @param drivers how many drivers there are; their numbers are 0 to {@code drivers - 1} */
    public static Builder builder(int drivers) {
        if (drivers < 0) {
            throw new IllegalArgumentException("drivers: %d (expected: 0 or more)".formatted(drivers));
        }
        return new Builder(drivers);
    }

    public int requests() {
        return firstEdge.length - 1;
    }

    public int drivers() {
        return drivers;
    }

    public int edges() {
        return driver.length;
    }

    /** Returns the first edge of a request; that of {@code requests()} is {@code edges()}. */
    public int firstEdge(int request) {
        return firstEdge[request];
    }

    public int driverOf(int edge) {
        return driver[edge];
    }

    public int costOf(int edge) {
        return cost[edge];
    }

    /**
     * Returns the cost of a request without a driver. One more assigned request changes the costs of the others by less
     * than this, so the cheapest assignment is also one of the largest.
     */
    public long penalty() {
        return (long) largestCost * requests() + 1;
    }

    int[] firstEdges() {
        return firstEdge;
    }

    int[] driversOfEdges() {
        return driver;
    }

    int[] costs() {
        return cost;
    }

    /** A graph that grows request by request. */
    public static final class Builder {
        private final int drivers;
        private int[] firstEdge = new int[64];
        private int requests;
        private int[] driver = new int[1024];
        private int[] cost = new int[1024];
        private int edges;
        private int largestCost;

        private Builder(int drivers) {
            this.drivers = drivers;
        }

        /** Begins the next request; the candidates that follow are its own. */
        public Builder request() {
            if (requests == firstEdge.length) {
                firstEdge = Arrays.copyOf(firstEdge, 2 * requests);
            }
            firstEdge[requests++] = edges;
            return this;
        }

        /**
         * Adds a candidate to the request that began last. Of two edges to the same driver, the cheaper one counts.
         *
         * @param cost 0 or more; milliseconds, for example
         */
        public Builder candidate(int driver, int cost) {
            if (requests == 0) {
                throw new IllegalStateException("candidate %d comes before the first request".formatted(driver));
            }
            Objects.checkIndex(driver, drivers);
            if (cost < 0) {
                throw new IllegalArgumentException("cost: %d (expected: 0 or more)".formatted(cost));
            }
            if (edges == this.driver.length) {
                this.driver = Arrays.copyOf(this.driver, 2 * edges);
                this.cost = Arrays.copyOf(this.cost, 2 * edges);
            }
            this.driver[edges] = driver;
            this.cost[edges++] = cost;
            largestCost = Math.max(largestCost, cost);
            return this;
        }

        public CandidateGraph build() {
            int[] first = Arrays.copyOf(firstEdge, requests + 1);
            first[requests] = edges;
            return new CandidateGraph(drivers, first, Arrays.copyOf(driver, edges), Arrays.copyOf(cost, edges),
                    largestCost);
        }
    }
}
