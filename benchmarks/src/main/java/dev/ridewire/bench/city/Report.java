package dev.ridewire.bench.city;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The medians of all rounds as a table, and all rounds as JSON. */
record Report(List<Day> days) {
    private static final String NOW = "now";
    private static final String BEFORE = "before";
    private static final double MOST_OF_A_TRIP = 0.3;
    private static final double MOST_IDLE = 0.5;

    Report {
        days = List.copyOf(days);
    }

    void print(PrintWriter out) {
        out.printf(Locale.ROOT, "%n%-8s %-12s %12s %14s%n", "commit", "process", "ms a trip", "idle ms/s");
        for (String commit : days.stream().map(Day::commit).distinct().toList()) {
            for (String process : days.getFirst().tripMillis().keySet()) {
                row(out, commit, process, day -> day.tripMillis().getOrDefault(process, 0.0),
                        day -> day.idleMillis().getOrDefault(process, 0.0));
            }
            row(out, commit, "all", day -> Day.sum(day.tripMillis()), day -> Day.sum(day.idleMillis()));
        }
        out.println("\nMedians. A trip's numbers include the idling and the JVMs' compilers, not the simulator.");
        if (days.stream().anyMatch(day -> day.commit().equals(BEFORE))) {
            goal(out, "a trip", Day::tripMillis, MOST_OF_A_TRIP);
            goal(out, "idle", Day::idleMillis, MOST_IDLE);
        }
        out.flush();
    }

    void write(Path json) throws IOException {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("processors", Runtime.getRuntime().availableProcessors());
        root.put("java", Runtime.version().toString());
        root.put("rounds", days);
        Files.writeString(json, JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build()
                .writeValueAsString(root) + "\n");
    }

    private void row(PrintWriter out, String commit, String process, ToDoubleFunction<Day> trip,
            ToDoubleFunction<Day> idle) {
        out.printf(Locale.ROOT, "%-8s %-12s %12.1f %14.2f%n", commit, process, median(commit, trip),
                median(commit, idle));
    }

    private void goal(PrintWriter out, String what, Function<Day, Map<String, Double>> millis, double most) {
        double ratio = median(NOW, day -> Day.sum(millis.apply(day)))
                / median(BEFORE, day -> Day.sum(millis.apply(day)));
        out.printf(Locale.ROOT, "%s: %.2f of before (goal: at most %.2f): %s%n", what, ratio, most,
                ratio <= most ? "reached" : "not reached");
    }

    private double median(String commit, ToDoubleFunction<Day> value) {
        double[] sorted = days.stream().filter(day -> day.commit().equals(commit)).mapToDouble(value).sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }
}
