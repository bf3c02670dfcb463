package dev.ridewire.bench.relay;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The results in the forms for people and for programs. Ratios are to the first contender, the baseline. */
record Report(List<Contender> contenders, Plan plan, List<Result> results) {
    private static final String HEAD = "%n%-20s %-7s %6s %8s %8s %8s %9s %13s %12s   %s%n";
    private static final String ROW = "%-20s %-7s %6d %8s %8s %8s %9.0f %13.0f %12s   %s%n";

    void print(PrintWriter out) {
        out.printf(Locale.ROOT, HEAD, "contender", "load", "bytes", "p50 ms", "p99 ms", "max ms", "events/s",
                "CPU ms/1,000", "trips/event", "to the floor's: p50, p99, CPU; for a drain: events/s, CPU");
        for (var result : results) {
            var trips = result.roundTripsPerEvent();
            out.printf(Locale.ROOT, ROW, result.contender(), result.scenario(), result.payloadBytes(),
                    millis(result.p50Micros()), millis(result.p99Micros()), millis(result.maxMicros()),
                    result.eventsPerSecond(), result.cpuMillisPer1000(),
                    trips == null ? "" : String.format(Locale.ROOT, "%.3f", trips), ratios(result));
        }
        out.println();
        contenders.forEach(contender -> out.printf("%-20s %s%n", contender.name(), contender.description()));
        out.flush();
    }

    void write(Path file) throws IOException {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("measuredAt", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        root.put("processors", Runtime.getRuntime().availableProcessors());
        root.put("java", Runtime.version().toString());
        root.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        root.put("plan", plan);
        root.put("results", results);
        Files.writeString(file, JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build()
                .writeValueAsString(root) + "\n");
    }

    private String ratios(Result result) {
        return floorOf(result).map(floor -> floor.p50Micros() == null
                ? String.format(Locale.ROOT, "%.2f, %.2f", result.eventsPerSecond() / floor.eventsPerSecond(),
                        result.cpuMillisPer1000() / floor.cpuMillisPer1000())
                : String.format(Locale.ROOT, "%.2f, %.2f, %.2f", ratio(result.p50Micros(), floor.p50Micros()),
                        ratio(result.p99Micros(), floor.p99Micros()),
                        result.cpuMillisPer1000() / floor.cpuMillisPer1000()))
                .orElse("");
    }

    private Optional<Result> floorOf(Result result) {
        return results.stream()
                .filter(floor -> floor.contender().equals(contenders.getFirst().name())
                        && floor.scenario().equals(result.scenario())
                        && floor.payloadBytes() == result.payloadBytes())
                .findFirst();
    }

    private static double ratio(@Nullable Long value, @Nullable Long floor) {
        return value == null || floor == null ? Double.NaN : (double) value / floor;
    }

    private static String millis(@Nullable Long micros) {
        return micros == null ? "" : String.format(Locale.ROOT, "%.2f", micros / 1e3);
    }
}
