package dev.ridewire.dispatch.domain.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The total cost equals that of other exact solvers. */
class AgainstOtherSolversTest {
    @BeforeAll
    static void load() {
        OtherSolvers.load();
    }

    @Test
    void theTotalEqualsThatOfOrToolsInThousandsOfGraphs() {
        for (long seed = 0; seed < 4_000; seed++) {
            var graph = new RandomGraphs(seed).next(30);
            assertThat(solved(graph)).as("seed %d", seed).isEqualTo(OtherSolvers.orTools(graph));
        }
    }

    @Test
    void theTotalEqualsThatOfJGraphTInAThousandGraphs() {
        for (long seed = 0; seed < 1_000; seed++) {
            var graph = new RandomGraphs(seed).next(20);
            assertThat(solved(graph)).as("seed %d", seed).isEqualTo(OtherSolvers.jgrapht(graph));
        }
    }

    @Test
    void theTotalEqualsThatOfOrToolsInLargeGraphs() {
        int[][] sides = {{300, 3_000}, {1_000, 1_000}, {1_000, 300}};
        for (int[] side : sides) {
            var graph = new RandomGraphs(side[1]).withSides(side[0], side[1], 20, 1_000_000);
            assertThat(solved(graph)).isEqualTo(OtherSolvers.orTools(graph));
        }
    }

    private static Optimum solved(CandidateGraph graph) {
        var solution = MinimumCostAssignment.solve(graph, DriverPrices.none(), SolveBudget.UNLIMITED);
        Optimum.prove(graph, solution);
        return Optimum.of(graph, solution.assignment());
    }
}
