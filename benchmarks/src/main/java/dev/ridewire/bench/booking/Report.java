package dev.ridewire.bench.booking;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The results in the forms for people and for programs.
 *
 * @param warmUps round 0 of each contender
 * @param rounds  the rounds in the order in which they ran
 * @param results the results of the contenders that have had a round
 * @param problems the failures of contenders, by their names
 */
record Report(List<Contender> contenders, Plan plan, List<Round> warmUps, List<Round> rounds, List<Result> results,
        Map<String, String> problems) {
    /**
     * The goals of this benchmark: the third is that of the commit that lets requests share statements. The nearer the
     * last ratio is to 1, the less sampling costs.
     */
    private static final List<Goal> GOALS = List.of(
            new Goal(Contender.BOOKING_AT_1_PERCENT, Contender.FLOOR, 0.45),
            new Goal(Contender.BOOKING_AT_1_PERCENT, Contender.TEXTBOOK, 1.5),
            new Goal(Contender.BOOKING_AT_1_PERCENT, Contender.AGAINST_AT_1_PERCENT, 2.5),
            new Goal(Contender.BOOKING_AT_1_PERCENT, Contender.BOOKING, 0.95));
    private static final String HEAD = "%n%-22s %9s %15s %8s %8s %11s %12s %13s %9s %9s %11s %12s%n";
    private static final String ROW = "%-22s %9.0f %15s %8.2f %8.2f %11.3f %12.3f %13.3f %9.3f %9d %11s %12s%n";

    /** Returns the table, the goals, the legend and the failures. */
    void print(PrintWriter out) {
        printTable(out);
        out.printf(
                "%n%d connections, each with one request under way; after %d s of warm-up under load, %d rounds of %d s "
                        + "in turn.%nCPU of the contender's JVM without its compilers; where those still take much beside it, it was not warm. "
                        + "Ratios are the median of the rounds'.%n",
                plan.connections(), plan.warmUpSeconds(), plan.rounds(), plan.seconds());
        out.println();
        GOALS.forEach(goal -> printGoal(goal, out));
        out.println();
        contenders.forEach(contender -> out.printf("%-22s %s%n", contender.name(), contender.description()));
        if (failed() > 0) {
            out.printf("%nFAILED: %,d requests were answered otherwise than by 201.%n", failed());
        }
        problems.forEach((contender, problem) -> out.printf("%nFAILED: %s, %s%n", contender, problem));
        out.flush();
    }

    void printTable(PrintWriter out) {
        out.printf(Locale.ROOT, HEAD, "contender", "rides/s", "rounds", "p50 ms", "p99 ms", "CPU ms/ride",
                "compilers ms", "PostgreSQL ms", "load ms", "failures", "to floor", "to textbook");
        for (var result : results) {
            out.printf(Locale.ROOT, ROW, result.contender(), result.perSecond(),
                    "%.0f..%.0f".formatted(result.slowest(), result.fastest()), result.p50Millis(), result.p99Millis(),
                    result.cpu().server(), result.cpu().compilers(), result.cpu().postgres(), result.cpu().load(),
                    result.failed(), times(result.contender(), Contender.FLOOR),
                    times(result.contender(), Contender.TEXTBOOK));
        }
        out.flush();
    }

    /** Reports whether no contender failed and every answer in the rounds was 201. */
    boolean isClean() {
        return problems.isEmpty() && failed() == 0;
    }

    /** Writes the file completely or not at all, because somebody may end the run meanwhile. */
    void write(Path file) throws IOException {
        Map<String, @Nullable Object> root = new LinkedHashMap<>();
        root.put("measuredAt", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        root.put("processors", Runtime.getRuntime().availableProcessors());
        root.put("java", Runtime.version().toString());
        root.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        root.put("plan", plan);
        root.put("problems", problems);
        root.put("goals", GOALS.stream().map(this::asJson).toList());
        root.put("results", results);
        root.put("rounds", rounds);
        root.put("warmUps", warmUps);
        Path whole = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(whole, JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build()
                .writeValueAsString(root) + "\n");
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private void printGoal(Goal goal, PrintWriter out) {
        var ratios = Ratios.of(rounds, goal.contender(), goal.other());
        if (ratios != null) {
            out.printf(Locale.ROOT, "%s to %s: %.3f (rounds: %.3f..%.3f), to reach %.2f: %s%n", goal.contender(),
                    goal.other(), ratios.median(), ratios.least(), ratios.most(), goal.atLeast(),
                    goal.isReachedBy(ratios.median()) ? "reached" : "MISSED");
        }
    }

    private Map<String, @Nullable Object> asJson(Goal goal) {
        var ratios = Ratios.of(rounds, goal.contender(), goal.other());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("goal", goal);
        json.put("ratios", ratios);
        json.put("reached", ratios == null ? null : goal.isReachedBy(ratios.median()));
        return json;
    }

    /** Failures count in the rounds only, because the warm-up exists for the refusals of a cold JVM. */
    private long failed() {
        return rounds.stream().mapToLong(Round::failed).sum();
    }

    private String times(String contender, String other) {
        var ratios = Ratios.of(rounds, contender, other);
        return ratios == null ? "" : String.format(Locale.ROOT, "%.2f", ratios.median());
    }
}
