package dev.ridewire.dispatch.domain.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MinimumCostAssignmentTest {
    private static final int NONE = -1;

    @Test
    void twoRidesThatCrossShareTheirDriversAtTheLowestTotal() {
        // The first ride's nearest driver is the only near one of the second ride.
        var graph = CandidateGraph.builder(2)
                .request().candidate(0, 60).candidate(1, 90)
                .request().candidate(0, 70).candidate(1, 600).build();

        assertThat(driversOf(graph)).containsExactly(1, 0);
    }

    @Test
    void asManyRidesAsPossibleGetADriverAtAnyCost() {
        var graph = CandidateGraph.builder(2)
                .request().candidate(0, 1).candidate(1, Integer.MAX_VALUE)
                .request().candidate(0, Integer.MAX_VALUE).build();

        assertThat(driversOf(graph)).containsExactly(1, 0);
    }

    @Test
    void theCheapestRidesGetTheScarceDrivers() {
        var graph = CandidateGraph.builder(1)
                .request().candidate(0, 30)
                .request().candidate(0, 20)
                .request().candidate(0, 40).build();

        assertThat(driversOf(graph)).containsExactly(NONE, 0, NONE);
    }

    @Test
    void anEmptyBatchHasAnEmptyAssignment() {
        assertThat(driversOf(CandidateGraph.builder(0).build())).isEmpty();
        assertThat(driversOf(CandidateGraph.builder(3).build())).isEmpty();
        assertThat(driversOf(CandidateGraph.builder(0).request().request().build())).containsExactly(NONE, NONE);
    }

    @Test
    void ridesWithoutCandidatesAndDriversOutOfReachStayAlone() {
        var graph = CandidateGraph.builder(4)
                .request()
                .request().candidate(2, 5)
                .request().build();

        assertThat(driversOf(graph)).containsExactly(NONE, 2, NONE);
    }

    @Test
    void equalCostsAlwaysGiveTheSameAssignment() {
        var graph = CandidateGraph.builder(3)
                .request().candidate(2, 7).candidate(0, 7).candidate(1, 7)
                .request().candidate(2, 7).candidate(0, 7).candidate(1, 7).build();

        int[] first = driversOf(graph);
        for (int time = 0; time < 10; time++) {
            assertThat(driversOf(graph)).isEqualTo(first);
        }
    }

    @Test
    void theCheaperOfTwoEdgesToOneDriverCounts() {
        var solution = solve(CandidateGraph.builder(1).request().candidate(0, 9).candidate(0, 4).build());

        assertThat(solution.assignment().cost()).isEqualTo(4);
        assertThat(solution.assignment().candidateOf(0)).hasValue(1);
    }

    @Test
    void aSpentBudgetEndsInAGreedyAssignmentThatSaysSo() {
        var clock = new AtomicLong();
        var graph = new RandomGraphs(1).withSides(400, 400, 8, 1_000);

        var solution = MinimumCostAssignment.solve(graph, DriverPrices.none(),
                SolveBudget.of(Duration.ofNanos(3), clock::getAndIncrement));

        assertThat(solution).isInstanceOf(Solution.Greedy.class);
        Optimum.of(graph, solution.assignment());
        assertNobodyWaitsBesideAFreeDriver(graph, solution.assignment());
        assertThat(solution.assignment().assigned()).isGreaterThan(200);
    }

    @Test
    void pricesOfAGreedyBatchAreAStartForTheNextOne() {
        var graph = new RandomGraphs(2).withSides(300, 320, 8, 1_000);
        var greedy = MinimumCostAssignment.solve(graph, DriverPrices.none(), new SolveBudget(() -> 0, 0));
        assertThat(greedy).isInstanceOf(Solution.Greedy.class);

        Optimum.prove(graph, MinimumCostAssignment.solve(graph, greedy.prices(), SolveBudget.UNLIMITED));
    }

    @Test
    void absurdGraphsAndPricesAreRefused() {
        var builder = CandidateGraph.builder(2);
        assertThatThrownBy(() -> builder.candidate(0, 1)).isInstanceOf(IllegalStateException.class);
        builder.request();
        assertThatThrownBy(() -> builder.candidate(2, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> builder.candidate(1, -1)).hasMessage("cost: -1 (expected: 0 or more)");
        assertThatThrownBy(() -> CandidateGraph.builder(-1)).hasMessage("drivers: -1 (expected: 0 or more)");
        assertThatThrownBy(() -> new SolveBudget(() -> 0, -1)).hasMessage("nanos: -1 (expected: 0 or more)");
        assertThatThrownBy(() -> MinimumCostAssignment.solve(builder.build(), DriverPrices.of(0, 0, 0),
                SolveBudget.UNLIMITED)).hasMessage("prices of 3 drivers (expected: 2)");
    }

    /** Each pair of numbers is a candidate of a request: a driver and a cost. */
    @Property
    void nothingBeatsTheSolution(
            @ForAll @IntRange(min = 1, max = 6) int drivers,
            @ForAll @Size(max = 6) List<@Size(max = 10) List<@IntRange(max = 12) Integer>> requests) {
        var builder = CandidateGraph.builder(drivers);
        for (List<Integer> numbers : requests) {
            builder.request();
            for (int i = 0; i + 1 < numbers.size(); i += 2) {
                builder.candidate(numbers.get(i) % drivers, numbers.get(i + 1));
            }
        }
        var graph = builder.build();

        assertThat(Optimum.of(graph, solve(graph).assignment())).isEqualTo(Optimum.byBruteForce(graph));
    }

    @Property(tries = 300)
    void anyPricesLeadToTheSameTotal(@ForAll long seed) {
        var graphs = new RandomGraphs(seed);
        var graph = graphs.next(40);
        var cold = solve(graph);
        var warm = MinimumCostAssignment.solve(graph, graphs.anyPrices(graph), SolveBudget.UNLIMITED);

        Optimum.prove(graph, warm);
        assertThat(Optimum.of(graph, warm.assignment())).isEqualTo(Optimum.of(graph, cold.assignment()));
    }

    @Property(tries = 100)
    void pricesKeptFromBatchToBatchLeadToTheOptimum(@ForAll long seed) {
        var graphs = new RandomGraphs(seed);
        var graph = graphs.next(60);
        var solution = solve(graph);
        for (int batch = 0; batch < 5; batch++) {
            graph = graphs.aLittleLater(graph);
            solution = MinimumCostAssignment.solve(graph, solution.prices(), SolveBudget.UNLIMITED);
            Optimum.prove(graph, solution);
        }
    }

    @Property(tries = 100)
    void aBudgetOfAnySizeGivesAnAssignment(@ForAll long seed, @ForAll @IntRange(max = 4) int nanos) {
        var graphs = new RandomGraphs(seed);
        var graph = graphs.withSides(150, 150, 8, 100);
        var clock = new AtomicLong();

        var solution = MinimumCostAssignment.solve(graph, graphs.anyPrices(graph),
                new SolveBudget(clock::getAndIncrement, nanos));

        Optimum.of(graph, solution.assignment());
        assertNobodyWaitsBesideAFreeDriver(graph, solution.assignment());
    }

    private static void assertNobodyWaitsBesideAFreeDriver(CandidateGraph graph, Assignment assignment) {
        Set<Integer> taken = new HashSet<>();
        for (int request = 0; request < graph.requests(); request++) {
            assignment.driverOf(request).ifPresent(taken::add);
        }
        for (int request = 0; request < graph.requests(); request++) {
            if (assignment.driverOf(request).isEmpty()) {
                for (int edge = graph.firstEdge(request); edge < graph.firstEdge(request + 1); edge++) {
                    assertThat(taken).contains(graph.driverOf(edge));
                }
            }
        }
    }

    private static Solution solve(CandidateGraph graph) {
        var solution = MinimumCostAssignment.solve(graph, DriverPrices.none(), SolveBudget.UNLIMITED);
        Optimum.prove(graph, solution);
        return solution;
    }

    private static int[] driversOf(CandidateGraph graph) {
        Assignment assignment = solve(graph).assignment();
        return IntStream.range(0, graph.requests()).map(request -> assignment.driverOf(request).orElse(NONE)).toArray();
    }
}
