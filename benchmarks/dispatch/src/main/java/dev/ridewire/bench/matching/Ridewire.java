package dev.ridewire.bench.matching;

import dev.ridewire.dispatch.domain.matching.CandidateGraph;
import dev.ridewire.dispatch.domain.matching.DriverPrices;
import dev.ridewire.dispatch.domain.matching.MinimumCostAssignment;
import dev.ridewire.dispatch.domain.matching.Solution;
import dev.ridewire.dispatch.domain.matching.SolveBudget;

/** Dispatch's own solver. It starts cold, or from the prices of the previous batch. */
final class Ridewire implements Solver {
    private final boolean keepsPrices;
    private DriverPrices prices = DriverPrices.none();

    private Ridewire(boolean keepsPrices) {
        this.keepsPrices = keepsPrices;
    }

    static Ridewire cold() {
        return new Ridewire(false);
    }

    static Ridewire withKeptPrices() {
        return new Ridewire(true);
    }

    @Override
    public String name() {
        return keepsPrices ? "ridewire-kept" : "ridewire-cold";
    }

    @Override
    public Outcome solve(Batch batch) {
        long start = System.nanoTime();
        CandidateGraph graph = graphOf(batch);
        DriverPrices kept = keepsPrices ? prices.without(batch.newDrivers()) : DriverPrices.none();
        long built = System.nanoTime();
        Solution solution = MinimumCostAssignment.solve(graph, kept, SolveBudget.UNLIMITED);
        long solved = System.nanoTime();
        prices = solution.prices();
        return new Outcome(built - start, solved - built, solution.assignment().assigned(),
                solution.assignment().cost());
    }

    private static CandidateGraph graphOf(Batch batch) {
        var graph = CandidateGraph.builder(batch.drivers());
        for (int request = 0; request < batch.requests(); request++) {
            graph.request();
            int[] candidates = batch.candidateOf()[request];
            for (int i = 0; i < candidates.length; i++) {
                graph.candidate(candidates[i], batch.costOf()[request][i]);
            }
        }
        return graph.build();
    }
}
