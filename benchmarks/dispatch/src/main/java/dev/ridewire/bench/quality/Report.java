package dev.ridewire.bench.quality;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The results as tables, as JSON and as plots. */
record Report(List<Series> policies, List<Series> bounds, List<Series> fairness) {
    Report {
        policies = List.copyOf(policies);
        bounds = List.copyOf(bounds);
        fairness = List.copyOf(fairness);
    }

    void print(PrintWriter out) {
        byScenario(policies).forEach((scenario, series) -> printPolicies(out, scenario, series));
        out.printf("%nPickup bound%n%-58s %-18s %12s %22s %8s%n", "scenario", "policy", "completed/h",
                "difference per hour", "pen. s");
        byScenario(bounds).forEach((scenario, series) -> series.forEach(one -> out.printf(Locale.ROOT,
                "%-58s %-18s %12.0f %22s %8.1f%n", scenario.title(), one.policy(),
                one.mean(Outcome::completedPerHour),
                one == series.getFirst() ? "" : one.against(series.getFirst(), Outcome::completedPerHour).text(0),
                one.mean(Outcome::penalisedWait))));
        out.printf("%nFairness%n%-18s %8s %8s%n", "weight", "Gini", "wait s");
        fairness.forEach(one -> out.printf(Locale.ROOT, "%-18s %8.3f %8.1f%n", one.policy(), one.mean(Outcome::gini),
                one.mean(Outcome::waitMean)));
        out.flush();
    }

    private static void printPolicies(PrintWriter out, Scenario scenario, List<Series> series) {
        out.printf("%n%s%n%-22s %7s %7s %6s %6s %7s %6s %6s %7s %6s  %18s %18s %16s%n", scenario.title(), "policy",
                "served", "wait", "p50", "p95", "pen.", "km", "swaps", "broken", "Gini", "wait", "pen. wait",
                "served, points");
        Series baseline = series.stream().filter(one -> one.policy().equals(Policy.NEAREST_FIRST.name())).findFirst()
                .orElse(series.getFirst());
        for (Series one : series) {
            out.printf(Locale.ROOT, "%-22s %7.3f %7.1f %6.0f %6.0f %7.1f %6.2f %6.2f %7.3f %6.3f  %18s %18s %16s%n",
                    one.policy(), one.mean(Outcome::served), one.mean(Outcome::waitMean), one.mean(Outcome::waitP50),
                    one.mean(Outcome::waitP95), one.mean(Outcome::penalisedWait), one.mean(Outcome::emptyKm),
                    one.mean(Outcome::swaps), one.mean(Outcome::brokenPromises), one.mean(Outcome::gini),
                    one == baseline ? "" : one.against(baseline, Outcome::waitMean).text(1),
                    one == baseline ? "" : one.against(baseline, Outcome::penalisedWait).text(1),
                    one == baseline ? "" : one.against(baseline, outcome -> 100 * outcome.served()).text(1));
        }
    }

    void writeJson(Path file) throws IOException {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("java", Runtime.version().toString());
        root.put("policies", policies);
        root.put("bounds", bounds);
        root.put("fairness", fairness);
        Files.writeString(file, JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build()
                .writeValueAsString(root) + "\n");
    }

    /** Writes two plots beside the JSON file. */
    void writePlots(Path json) throws IOException {
        String name = String.valueOf(json.getFileName()).replaceFirst("\\.json$", "");
        Files.writeString(json.resolveSibling(name + "-wait.svg"), waitByFleet().svg());
        Files.writeString(json.resolveSibling(name + "-fairness.svg"), giniByWait().svg());
    }

    private Plot waitByFleet() {
        var plot = new Plot("Wait by fleet, each rider who left counts as 600 s", "cars", "seconds");
        Scenario first = policies.getFirst().scenario();
        Map<String, List<Series>> lines = policies.stream()
                .filter(one -> one.scenario().streets().equals(first.streets())
                        && one.scenario().declines() == first.declines())
                .collect(Collectors.groupingBy(Series::policy, LinkedHashMap::new, Collectors.toList()));
        lines.forEach((policy, series) -> plot.add(policy, series.stream()
                .map(one -> new double[]{one.scenario().cars(), one.mean(Outcome::penalisedWait)}).toList()));
        return plot;
    }

    private Plot giniByWait() {
        var plot = new Plot("Earnings of drivers against the wait of riders, by the weight of fairness", "mean wait, s",
                "Gini coefficient");
        plot.add("0 to 240 s", fairness.stream()
                .map(one -> new double[]{one.mean(Outcome::waitMean), one.mean(Outcome::gini)}).toList());
        return plot;
    }

    private static Map<Scenario, List<Series>> byScenario(List<Series> all) {
        return all.stream().collect(Collectors.groupingBy(Series::scenario, LinkedHashMap::new, Collectors.toList()));
    }
}
