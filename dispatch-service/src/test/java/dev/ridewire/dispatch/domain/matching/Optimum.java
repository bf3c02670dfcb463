package dev.ridewire.dispatch.domain.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;

/**
 * The value of an assignment, by which solvers are compared.
 *
 * @param assigned how many requests have a driver
 * @param cost     the sum of their costs
 */
record Optimum(int assigned, long cost) {
    /** Returns the value of an assignment, after a check that it is one. */
    static Optimum of(CandidateGraph graph, Assignment assignment) {
        Set<Integer> taken = new HashSet<>();
        long cost = 0;
        for (int request = 0; request < graph.requests(); request++) {
            if (assignment.candidateOf(request).isPresent()) {
                int edge = graph.firstEdge(request) + assignment.candidateOf(request).getAsInt();
                assertThat(edge).isLessThan(graph.firstEdge(request + 1));
                assertThat(assignment.driverOf(request)).hasValue(graph.driverOf(edge));
                assertThat(taken.add(graph.driverOf(edge))).as("driver %d is taken once", graph.driverOf(edge))
                        .isTrue();
                cost += graph.costOf(edge);
            }
        }
        assertThat(assignment.assigned()).isEqualTo(taken.size());
        assertThat(assignment.cost()).isEqualTo(cost);
        return new Optimum(taken.size(), cost);
    }

    /**
     * Proves by duality that nothing beats a solution: its prices are a lower bound of every assignment's cost, and it
     * reaches that bound.
     */
    static void prove(CandidateGraph graph, Solution solution) {
        assertThat(solution).isInstanceOf(Solution.Optimal.class);
        Optimum value = of(graph, solution.assignment());
        long bound = 0;
        for (int driver = 0; driver < graph.drivers(); driver++) {
            assertThat(solution.prices().of(driver)).isLessThanOrEqualTo(0);
            bound += solution.prices().of(driver);
        }
        for (int request = 0; request < graph.requests(); request++) {
            long cheapest = graph.penalty();
            for (int edge = graph.firstEdge(request); edge < graph.firstEdge(request + 1); edge++) {
                cheapest = Math.min(cheapest, graph.costOf(edge) - solution.prices().of(graph.driverOf(edge)));
            }
            bound += cheapest;
        }
        assertThat(value.cost() + graph.penalty() * (graph.requests() - value.assigned())).isEqualTo(bound);
    }

    /** Tries every assignment. */
    static Optimum byBruteForce(CandidateGraph graph) {
        return bruteForce(graph, 0, new boolean[graph.drivers()]);
    }

    private static Optimum bruteForce(CandidateGraph graph, int request, boolean[] taken) {
        if (request == graph.requests()) {
            return new Optimum(0, 0);
        }
        Optimum best = bruteForce(graph, request + 1, taken);
        for (int edge = graph.firstEdge(request); edge < graph.firstEdge(request + 1); edge++) {
            int driver = graph.driverOf(edge);
            if (!taken[driver]) {
                taken[driver] = true;
                Optimum rest = bruteForce(graph, request + 1, taken);
                taken[driver] = false;
                best = best.better(new Optimum(rest.assigned + 1, rest.cost + graph.costOf(edge)));
            }
        }
        return best;
    }

    private Optimum better(Optimum other) {
        boolean otherWins = other.assigned > assigned || other.assigned == assigned && other.cost < cost;
        return otherWins ? other : this;
    }
}
