package dev.ridewire.bench.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.bench.matching.Solver.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SolversTest {
    @Test
    void allSolversFindTheSameOptimumInAMovingCity() {
        for (int drivers : new int[]{30, 100, 400}) {
            List<Solver> solvers = List.of(Ridewire.cold(), Ridewire.withKeptPrices(), new OrTools(), new JGraphT());
            var city = new MovingCity(100, drivers, 20, drivers);
            for (int number = 0; number < 5; number++) {
                Batch batch = city.next();
                Outcome first = solvers.getFirst().solve(batch);
                assertThat(solvers.stream().map(solver -> solver.solve(batch)))
                        .allMatch(outcome -> outcome.sameOptimum(first));
            }
        }
    }

    @Test
    void aCityGivesEachRequestItsNearestDrivers() {
        Batch batch = new MovingCity(50, 500, 20, 1).next();

        assertThat(batch.requests()).isEqualTo(50);
        for (int request = 0; request < batch.requests(); request++) {
            Set<Integer> distinct = new HashSet<>(IntStream.of(batch.candidateOf()[request]).boxed().toList());
            assertThat(distinct).hasSize(20);
            assertThat(batch.costOf()[request]).isSorted();
        }
    }

    @Test
    void eachSolverIsReportedForEachSize() {
        assertThat(SolverMain.measure(20, 100, 2, 1)).hasSize(4)
                .allMatch(line -> line.startsWith("result 20 100 "));
    }
}
