package dev.ridewire.dispatch.domain.matching;

import java.util.OptionalInt;

/** The drivers of a batch's requests: at most one for a request, each for at most one request. */
public final class Assignment {
    private final int[] edgeOf;
    private final CandidateGraph graph;
    private final int assigned;
    private final long cost;

    private Assignment(CandidateGraph graph, int[] edgeOf, int assigned, long cost) {
        this.graph = graph;
        this.edgeOf = edgeOf;
        this.assigned = assigned;
        this.cost = cost;
    }

    /** @param driverOf the driver of each request, or {@link Side#ALONE} */
    static Assignment of(CandidateGraph graph, int[] driverOf) {
        int[] edgeOf = new int[driverOf.length];
        int assigned = 0;
        long cost = 0;
        for (int request = 0; request < driverOf.length; request++) {
            edgeOf[request] = cheapestEdge(graph, request, driverOf[request]);
            if (edgeOf[request] != Side.ALONE) {
                assigned++;
                cost += graph.costOf(edgeOf[request]);
            }
        }
        return new Assignment(graph, edgeOf, assigned, cost);
    }

    private static int cheapestEdge(CandidateGraph graph, int request, int driver) {
        int cheapest = Side.ALONE;
        for (int edge = graph.firstEdge(request); edge < graph.firstEdge(request + 1); edge++) {
            if (graph.driverOf(edge) == driver
                    && (cheapest == Side.ALONE || graph.costOf(edge) < graph.costOf(cheapest))) {
                cheapest = edge;
            }
        }
        return cheapest;
    }

    /** Returns the number of a request's driver; empty where it has none. */
    public OptionalInt driverOf(int request) {
        return edgeOf[request] == Side.ALONE
                ? OptionalInt.empty()
                : OptionalInt.of(graph.driverOf(edgeOf[request]));
    }

    /** Returns the place of a request's driver among its candidates, in the order of the graph. */
    public OptionalInt candidateOf(int request) {
        return edgeOf[request] == Side.ALONE
                ? OptionalInt.empty()
                : OptionalInt.of(edgeOf[request] - graph.firstEdge(request));
    }

    /** Returns how many requests have a driver. */
    public int assigned() {
        return assigned;
    }

    /** Returns the sum of the costs of requests with a driver, without penalties. */
    public long cost() {
        return cost;
    }
}
