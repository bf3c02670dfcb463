package dev.ridewire.bench.trips;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The errors of all contenders as a table, as JSON, and as a chart. */
record Report(List<Result> results) {
    private static final String OURS = "RIDEWIRE";
    private static final double GOAL_STEP = 5;
    private static final double GOAL_BIAS = 0.01;
    private static final double GOAL_MEDIAN = 0.02;
    private static final double GOAL_P95 = 0.06;

    Report {
        results = List.copyOf(results);
    }

    void print(PrintWriter out) {
        out.printf(Locale.ROOT, "%n%5s %-7s %-11s %-19s %8s %8s %8s %9s %8s%n", "every", "faults", "noise",
                "contender", "bias %", "median %", "p95 %", "measured", "ms");
        for (Result result : results) {
            out.printf(Locale.ROOT, "%3.0f s %-7s %-11s %-19s %8.1f %8.1f %8.1f %5d/%d %8.2f%n", result.step(),
                    result.faults() ? "faults" : "", result.noise(), result.contender(), 100 * result.bias(),
                    100 * result.median(), 100 * result.p95(), result.measured(), result.drives(),
                    result.micros() / 1_000);
        }
        judge(out);
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

    /** Returns the results that the goal is about. */
    List<Result> atGoal() {
        return results.stream().filter(result -> result.step() == GOAL_STEP && !result.faults()).toList();
    }

    private void judge(PrintWriter out) {
        List<Result> ours = atGoal().stream().filter(result -> result.contender().equals(OURS)).toList();
        if (ours.isEmpty()) {
            return;
        }
        goal(out, "bias", GOAL_BIAS, ours.stream().mapToDouble(result -> Math.abs(result.bias())).max().orElseThrow());
        goal(out, "median", GOAL_MEDIAN, ours.stream().mapToDouble(Result::median).max().orElseThrow());
        goal(out, "p95", GOAL_P95, ours.stream().mapToDouble(Result::p95).max().orElseThrow());
    }

    private static void goal(PrintWriter out, String name, double most, double worst) {
        out.printf(Locale.ROOT, "Every 5 s, worst noise, %s: %.1f %% (goal: at most %.0f %%): %s%n", name, 100 * worst,
                100 * most, worst <= most ? "reached" : "not reached");
    }
}
