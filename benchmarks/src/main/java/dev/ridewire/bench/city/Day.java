package dev.ridewire.bench.city;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A round of a commit.
 *
 * @param trips      completed rides
 * @param seconds    the time that the city lived
 * @param idleMillis processor time of each process in an idle second
 * @param tripMillis processor time of each process for a trip, idling included
 */
record Day(String commit, int round, int trips, double seconds, Map<String, Double> idleMillis,
        Map<String, Double> tripMillis) {
    /** Returns how much each process spent between two readings, for each of {@code count}. */
    static Map<String, Double> between(Map<String, Double> before, Map<String, Double> after, int count) {
        Map<String, Double> spent = new LinkedHashMap<>();
        after.forEach((process, millis) -> spent.put(process,
                (millis - before.getOrDefault(process, 0.0)) / Math.max(1, count)));
        return spent;
    }

    static double sum(Map<String, Double> millis) {
        return millis.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    String asLine() {
        return String.format(Locale.ROOT, "%d %-6s %d trips in %.0f s: %.0f ms a trip (%s), idle %.1f ms/s (%s)", round,
                commit, trips, seconds, sum(tripMillis), listed(tripMillis), sum(idleMillis), listed(idleMillis));
    }

    private static String listed(Map<String, Double> millis) {
        return millis.entrySet().stream()
                .map(process -> String.format(Locale.ROOT, "%s %.1f", process.getKey(), process.getValue()))
                .collect(Collectors.joining(", "));
    }
}
