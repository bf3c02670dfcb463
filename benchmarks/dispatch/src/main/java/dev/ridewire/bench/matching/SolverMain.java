package dev.ridewire.bench.matching;

import dev.ridewire.bench.matching.Solver.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JVM that measures. All solvers solve the same batches. It compares their costs, and prints a line for each solver
 * and size.
 */
public final class SolverMain {
    private static final int CANDIDATES = 20;
    private static final long SEED = 20141221;

    private SolverMain() {}

    /** @param arguments how many batches count, how many of them JGraphT solves, and sizes as {@code 100x1000} */
    public static void main(String[] arguments) {
        int batches = Integer.parseInt(arguments[0]);
        int slowBatches = Integer.parseInt(arguments[1]);
        for (String size : Arrays.asList(arguments).subList(2, arguments.length)) {
            String[] sides = size.split("x", 2);
            measure(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]), batches, slowBatches)
                    .forEach(System.out::println);
        }
    }

    static List<String> measure(int requests, int drivers, int batches, int slowBatches) {
        var city = new MovingCity(requests, drivers, CANDIDATES, SEED);
        List<Solver> quick = List.of(new OrTools(), Ridewire.cold(), Ridewire.withKeptPrices());
        Solver slow = new JGraphT();
        Map<String, List<Outcome>> outcomes = new LinkedHashMap<>();
        // The same number of batches comes first, uncounted, to warm up the JIT compilers.
        for (int number = -batches; number < batches; number++) {
            Batch batch = city.next();
            List<Solver> solvers = new ArrayList<>(quick);
            if (number < slowBatches && number >= -slowBatches) {
                solvers.add(slow);
            }
            Outcome first = solvers.getFirst().solve(batch);
            for (Solver solver : solvers) {
                Outcome outcome = solver == solvers.getFirst() ? first : solver.solve(batch);
                if (!outcome.sameOptimum(first)) {
                    throw new IllegalStateException("%s: %s (expected: the optimum of %s, %s)"
                            .formatted(solver.name(), outcome, solvers.getFirst().name(), first));
                }
                if (number >= 0) {
                    outcomes.computeIfAbsent(solver.name(), name -> new ArrayList<>()).add(outcome);
                }
            }
        }
        return outcomes.entrySet().stream()
                .map(entry -> line(requests, drivers, entry.getKey(), entry.getValue())).toList();
    }

    private static String line(int requests, int drivers, String solver, List<Outcome> outcomes) {
        return "result %d %d %s %d %d %d %d %d".formatted(requests, drivers, solver, outcomes.size(),
                median(outcomes.stream().mapToLong(Outcome::buildNanos).toArray()),
                median(outcomes.stream().mapToLong(Outcome::solveNanos).toArray()),
                outcomes.getFirst().assigned(), outcomes.getFirst().cost());
    }

    private static long median(long[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
