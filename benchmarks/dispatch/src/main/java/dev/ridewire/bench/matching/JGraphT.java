package dev.ridewire.bench.matching;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jgrapht.alg.matching.MaximumWeightBipartiteMatching;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleWeightedGraph;

/** JGraphT's matching of maximum weight, where a low cost is a large weight. */
final class JGraphT implements Solver {
    @Override
    public String name() {
        return "jgrapht";
    }

    @Override
    public Outcome solve(Batch batch) {
        long start = System.nanoTime();
        int requests = batch.requests();
        double penalty = penalty(batch);
        var graph = new SimpleWeightedGraph<Integer, DefaultWeightedEdge>(DefaultWeightedEdge.class);
        Set<Integer> left = new LinkedHashSet<>();
        Set<Integer> right = new LinkedHashSet<>();
        for (int request = 0; request < requests; request++) {
            left.add(request);
            graph.addVertex(request);
        }
        for (int driver = 0; driver < batch.drivers(); driver++) {
            right.add(requests + driver);
            graph.addVertex(requests + driver);
        }
        for (int request = 0; request < requests; request++) {
            int[] candidates = batch.candidateOf()[request];
            for (int i = 0; i < candidates.length; i++) {
                graph.setEdgeWeight(graph.addEdge(request, requests + candidates[i]),
                        penalty - batch.costOf()[request][i]);
            }
        }
        long built = System.nanoTime();
        var matching = new MaximumWeightBipartiteMatching<>(graph, left, right).getMatching();
        long solved = System.nanoTime();
        double cost = 0;
        for (var edge : matching) {
            cost += penalty - graph.getEdgeWeight(edge);
        }
        return new Outcome(built - start, solved - built, matching.getEdges().size(), Math.round(cost));
    }

    private static double penalty(Batch batch) {
        long largest = 0;
        for (int[] costs : batch.costOf()) {
            for (int cost : costs) {
                largest = Math.max(largest, cost);
            }
        }
        return (double) largest * batch.requests() + 1;
    }
}
