package dev.ridewire.bench.edge;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The medians of all rounds as a table, and all rounds as JSON. */
record Report(List<Round> rounds) {
    private static final List<Goal> GOALS = List.of(
            new Goal("ping", "before", "tracking", 0.35), new Goal("ping", "bare", "tracking", 3),
            new Goal("ping", "before", "", 0.25), new Goal(Round.IDLE, "before", "", 0.5));

    /**
     * The highest accepted ratio of our processor time to another contender's.
     *
     * @param process the service to compare; empty for all processes
     */
    private record Goal(String work, String peer, String process, double most) {}

    Report {
        rounds = List.copyOf(rounds);
    }

    void print(PrintWriter out) {
        out.printf(Locale.ROOT, "%n%-8s %-8s %10s %10s  %s%n", "work", "of", "a second", "µs CPU", "by process");
        rounds.stream().filter(round -> round.number() == 1).forEach(first -> {
            out.printf(Locale.ROOT, "%-8s %-8s %10.0f %10.1f ", first.work(), first.contender(),
                    median(first, Round::perSecond).orElse(0.0), median(first, Round::allMicros).orElse(0.0));
            first.micros().keySet().forEach(process -> out.printf(Locale.ROOT, " %s %.1f", process,
                    median(first, round -> round.micros().getOrDefault(process, 0.0)).orElse(0.0)));
            out.println();
        });
        out.println("\nMedians; idle: µs of processor time a second. Compilers of the JVMs are left out.");
        GOALS.forEach(goal -> ratioOf(goal).ifPresent(ratio -> out.printf(Locale.ROOT,
                "%s, %s: %.2f of %s (goal: at most %.2f): %s%n", goal.work(),
                goal.process().isEmpty() ? "all processes" : goal.process(), ratio, goal.peer(), goal.most(),
                ratio <= goal.most() ? "reached" : "not reached")));
        out.flush();
    }

    void write(Path json) throws IOException {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("processors", Runtime.getRuntime().availableProcessors());
        root.put("java", Runtime.version().toString());
        root.put("rounds", rounds);
        Files.writeString(json, JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build()
                .writeValueAsString(root) + "\n");
    }

    private Optional<Double> ratioOf(Goal goal) {
        return micros(goal, "now").flatMap(ours -> micros(goal, goal.peer()).map(theirs -> ours / theirs));
    }

    private Optional<Double> micros(Goal goal, String contender) {
        // The bare handler has one process.
        return median(contender, goal.work(), round -> goal.process().isEmpty() || round.micros().size() == 1
                ? round.allMicros()
                : round.micros().getOrDefault(goal.process(), 0.0));
    }

    private Optional<Double> median(Round like, ToDoubleFunction<Round> value) {
        return median(like.contender(), like.work(), value);
    }

    private Optional<Double> median(String contender, String work, ToDoubleFunction<Round> value) {
        double[] sorted = rounds.stream()
                .filter(round -> round.contender().equals(contender) && round.work().equals(work))
                .mapToDouble(value).sorted().toArray();
        return sorted.length == 0 ? Optional.empty() : Optional.of(sorted[sorted.length / 2]);
    }
}
