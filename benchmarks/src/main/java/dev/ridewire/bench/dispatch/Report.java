package dev.ridewire.bench.dispatch;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The results of all solvers as a table with ratios, and as JSON. */
record Report(List<Result> results) {
    private static final String OURS = "ridewire-cold";
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int GOAL_REQUESTS = 1_000;
    private static final int GOAL_DRIVERS = 10_000;
    private static final List<Goal> GOALS = List.of(new Goal("or-tools", 0.5), new Goal("jgrapht", 0.25));

    /** The highest accepted ratio of our solving time to a peer's at 1,000 × 10,000. */
    private record Goal(String peer, double most) {}

    Report {
        results = List.copyOf(results);
    }

    void print(PrintWriter out) {
        out.printf(Locale.ROOT, "%n%-16s %-14s %9s %9s %9s %12s %11s%n", "requests×drivers", "solver", "build ms",
                "solve ms", "assigned", "to or-tools", "to jgrapht");
        for (Result result : results) {
            out.printf(Locale.ROOT, "%-16s %-14s %9.2f %9.2f %9d %12s %11s%n",
                    result.requests() + "×" + result.drivers(), result.solver(),
                    result.buildNanos() / NANOS_PER_MILLI, result.solveNanos() / NANOS_PER_MILLI, result.assigned(),
                    ratio(result, "or-tools"), ratio(result, "jgrapht"));
        }
        out.println("\nMedians of a batch. All solvers solved the same batches; their total costs are equal.");
        for (Goal goal : GOALS) {
            results.stream().filter(result -> result.solver().equals(OURS) && result.requests() == GOAL_REQUESTS
                    && result.drivers() == GOAL_DRIVERS)
                    .flatMap(result -> ratioTo(result, goal.peer()).stream())
                    .forEach(ratio -> out.printf(Locale.ROOT,
                            "1,000×10,000, cold: %.3f of %s (goal: at most %.2f): %s%n",
                            ratio, goal.peer(), goal.most(), ratio <= goal.most() ? "reached" : "not reached"));
        }
        out.flush();
    }

    void write(Path json) throws IOException {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("processors", Runtime.getRuntime().availableProcessors());
        root.put("java", Runtime.version().toString());
        root.put("results", results);
        Files.writeString(json, JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build()
                .writeValueAsString(root) + "\n");
    }

    private String ratio(Result result, String peer) {
        return ratioTo(result, peer).map(ratio -> String.format(Locale.ROOT, "%.3f", ratio)).orElse("");
    }

    private Optional<Double> ratioTo(Result result, String peer) {
        return results.stream().filter(other -> other.sameSize(result) && other.solver().equals(peer))
                .findFirst().map(other -> (double) result.solveNanos() / other.solveNanos());
    }
}
