package dev.ridewire.dispatch.domain.matching;

import java.util.Arrays;

/** One side of the graph, requests or drivers, with its share of the matching and the dual values of its nodes. */
final class Side {
    static final int ALONE = -1;

    final int size;
    /** The edges of node n are those from firstEdge[n] to firstEdge[n + 1]. */
    final int[] firstEdge;
    final int[] other;
    final int[] cost;
    /** The dual values: over each edge, the prices of its two ends add up to at most its cost. */
    final long[] price;
    /** The other end of each node's matched edge, or ALONE. Over a matched edge, the prices add up to its cost. */
    final int[] mate;
    /** The price of a node that stays alone: no node's price is above it. */
    final long priceAlone;

    private Side(int[] firstEdge, int[] other, int[] cost, long[] price, long priceAlone) {
        this.size = price.length;
        this.firstEdge = firstEdge;
        this.other = other;
        this.cost = cost;
        this.price = price;
        this.mate = new int[size];
        Arrays.fill(mate, ALONE);
        this.priceAlone = priceAlone;
    }

    static Side requests(CandidateGraph graph) {
        return new Side(graph.firstEdges(), graph.driversOfEdges(), graph.costs(), new long[graph.requests()],
                graph.penalty());
    }

    static Side drivers(CandidateGraph graph, long[] prices) {
        int[] next = new int[graph.drivers() + 2];
        for (int driver : graph.driversOfEdges()) {
            next[driver + 2]++;
        }
        for (int driver = 2; driver < next.length; driver++) {
            next[driver] += next[driver - 1];
        }
        int[] other = new int[graph.edges()];
        int[] cost = new int[graph.edges()];
        for (int request = 0; request < graph.requests(); request++) {
            for (int edge = graph.firstEdge(request); edge < graph.firstEdge(request + 1); edge++) {
                // While edges are laid out, next[driver + 1] is where the driver's next edge goes; then it is an end.
                int place = next[graph.driverOf(edge) + 1]++;
                other[place] = request;
                cost[place] = graph.costOf(edge);
            }
        }
        return new Side(next, other, cost, prices, 0);
    }

    /**
     * Sets each price to the highest that the prices of the other side allow, and pairs a node with its cheapest mate
     * where that mate is alone.
     */
    void takeCheapest(Side across) {
        for (int node = 0; node < size; node++) {
            long best = priceAlone;
            int choice = ALONE;
            for (int edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
                long reduced = cost[edge] - across.price[other[edge]];
                if (reduced < best || reduced == best && choice != ALONE && across.mate[choice] != ALONE
                        && across.mate[other[edge]] == ALONE) {
                    best = reduced;
                    choice = other[edge];
                }
            }
            price[node] = best;
            if (choice != ALONE && across.mate[choice] == ALONE) {
                mate[node] = choice;
                across.mate[choice] = node;
            }
        }
    }

    boolean isUnsettled(int node) {
        return mate[node] == ALONE && price[node] < priceAlone;
    }
}
