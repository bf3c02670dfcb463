package dev.ridewire.dispatch.domain.matching;

import com.google.ortools.Loader;
import com.google.ortools.graph.MinCostFlow;
import com.google.ortools.graph.MinCostFlowBase.Status;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jgrapht.alg.matching.MaximumWeightBipartiteMatching;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleWeightedGraph;

/** The exact solvers of OR-Tools and JGraphT, as oracles. */
final class OtherSolvers {
    private OtherSolvers() {}

    /** Unpacks the native library of OR-Tools, once in a JVM. */
    static void load() {
        Loader.loadNativeLibraries();
    }

    /** Returns the value of the largest flow from requests to drivers at the lowest cost. */
    static Optimum orTools(CandidateGraph graph) {
        int source = graph.requests() + graph.drivers();
        int sink = source + 1;
        var flow = new MinCostFlow();
        try {
            for (int request = 0; request < graph.requests(); request++) {
                flow.addArcWithCapacityAndUnitCost(source, request, 1, 0);
                for (int edge = graph.firstEdge(request); edge < graph.firstEdge(request + 1); edge++) {
                    flow.addArcWithCapacityAndUnitCost(request, graph.requests() + graph.driverOf(edge), 1,
                            graph.costOf(edge));
                }
            }
            for (int driver = 0; driver < graph.drivers(); driver++) {
                flow.addArcWithCapacityAndUnitCost(graph.requests() + driver, sink, 1, 0);
            }
            int most = Math.min(graph.requests(), graph.drivers());
            flow.setNodeSupply(source, most);
            flow.setNodeSupply(sink, -most);
            Status status = flow.solveMaxFlowWithMinCost();
            if (status != Status.OPTIMAL) {
                throw new IllegalStateException("status: %s (expected: OPTIMAL)".formatted(status));
            }
            return new Optimum(Math.toIntExact(flow.getMaximumFlow()), flow.getOptimalCost());
        } finally {
            flow.delete();
        }
    }

    /** Returns the value of the matching with the largest weight, where a low cost is a large weight. */
    static Optimum jgrapht(CandidateGraph graph) {
        var weighted = new SimpleWeightedGraph<Integer, DefaultWeightedEdge>(DefaultWeightedEdge.class);
        Set<Integer> requests = new LinkedHashSet<>();
        Set<Integer> drivers = new LinkedHashSet<>();
        for (int request = 0; request < graph.requests(); request++) {
            requests.add(request);
        }
        for (int driver = 0; driver < graph.drivers(); driver++) {
            drivers.add(graph.requests() + driver);
        }
        requests.forEach(weighted::addVertex);
        drivers.forEach(weighted::addVertex);
        for (int request = 0; request < graph.requests(); request++) {
            for (int edge = graph.firstEdge(request); edge < graph.firstEdge(request + 1); edge++) {
                int driver = graph.requests() + graph.driverOf(edge);
                double weight = graph.penalty() - graph.costOf(edge);
                var known = weighted.getEdge(request, driver);
                if (known == null) {
                    weighted.setEdgeWeight(weighted.addEdge(request, driver), weight);
                } else {
                    weighted.setEdgeWeight(known, Math.max(weight, weighted.getEdgeWeight(known)));
                }
            }
        }
        var matching = new MaximumWeightBipartiteMatching<>(weighted, requests, drivers).getMatching();
        double cost = 0;
        for (var edge : matching) {
            cost += graph.penalty() - weighted.getEdgeWeight(edge);
        }
        return new Optimum(matching.getEdges().size(), Math.round(cost));
    }
}
