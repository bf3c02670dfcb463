package dev.ridewire.bench.edge;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A contender's turn.
 *
 * @param work   the name of the request, or {@link #IDLE}
 * @param count  answered requests; of idling the seconds
 * @param micros processor time of each process by request, or by idle second
 */
record Round(String contender, String work, int number, long count, double perSecond, Map<String, Double> micros) {
    static final String IDLE = "idle";
    private static final double NANOS_PER_MICRO = 1e3;

    /** Compares two readings of the processes' clocks. */
    static Round of(String contender, String work, int number, long count, double seconds, Map<String, Long> before,
            Map<String, Long> after) {
        Map<String, Double> micros = new LinkedHashMap<>();
        after.forEach((process, nanos) -> micros.put(process,
                (nanos - before.getOrDefault(process, 0L)) / NANOS_PER_MICRO / count));
        return new Round(contender, work, number, count, count / seconds, micros);
    }

    double allMicros() {
        return micros.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    String asLine() {
        return String.format(Locale.ROOT, "%d %-7s %-7s %8.0f/s %9.1f µs CPU: %s", number, contender, work, perSecond,
                allMicros(), micros.entrySet().stream()
                        .map(process -> String.format(Locale.ROOT, "%s %.1f", process.getKey(), process.getValue()))
                        .collect(Collectors.joining(", ")));
    }
}
