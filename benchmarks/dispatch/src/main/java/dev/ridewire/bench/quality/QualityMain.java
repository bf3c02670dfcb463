package dev.ridewire.bench.quality;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The JVM that simulates. */
public final class QualityMain {
    private static final long MILLIS_PER_HOUR = 3_600_000;
    private static final int USAGE = 2;
    private static final int ARGUMENTS = 9;

    private QualityMain() {}

    /**
     * Runs everything.
     *
     * @param arguments the file of trips, the file of roads or nothing, the hours from and until, fleets, declines,
     *                  seeds, the JSON file of the results, and threads
     */
    public static void main(String[] arguments) throws IOException {
        var out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        try {
            run(arguments, out);
        } catch (IllegalArgumentException wrong) {
            refuse(wrong, out);
        } catch (CompletionException failed) {
            if (!(failed.getCause() instanceof IllegalArgumentException wrong)) {
                throw failed;
            }
            refuse(wrong, out);
        }
    }

    private static void refuse(IllegalArgumentException wrong, PrintWriter out) {
        out.println(wrong.getMessage());
        out.flush();
        System.exit(USAGE);
    }

    private static void run(String[] arguments, PrintWriter out) throws IOException {
        if (arguments.length != ARGUMENTS) {
            throw new IllegalArgumentException("arguments: %d (expected: %d)".formatted(arguments.length, ARGUMENTS));
        }
        List<Streets> streets = new ArrayList<>(List.of(new StraightLines()));
        if (!arguments[1].isEmpty()) {
            Path roads = Path.of(arguments[1]);
            if (!Files.isRegularFile(roads)) {
                throw new IllegalArgumentException("%s: there is no such file".formatted(roads));
            }
            streets.add(RoadNetwork.read(roads));
        }
        Path json = Path.of(arguments[7]);
        Report report;
        // Closing it ends its threads, which would otherwise keep a failed run alive.
        try (ExecutorService threads = Executors.newFixedThreadPool(Integer.parseInt(arguments[8]))) {
            var experiment = new Experiment(RequestFile.read(Path.of(arguments[0])), streets,
                    Long.parseLong(arguments[2]) * MILLIS_PER_HOUR, Long.parseLong(arguments[3]) * MILLIS_PER_HOUR,
                    Arrays.stream(arguments[4].split(",")).map(Integer::valueOf).toList(),
                    Arrays.stream(arguments[5].split(",")).map(Double::valueOf).toList(),
                    Integer.parseInt(arguments[6]),
                    threads, out);
            report = new Report(experiment.policies(), List.of(), List.of());
            // An aborted run keeps the results that it has.
            report.writeJson(json);
            report = new Report(report.policies(), experiment.bounds(), List.of());
            report.writeJson(json);
            report = new Report(report.policies(), report.bounds(), experiment.fairness());
        }
        report.print(out);
        report.writeJson(json);
        report.writePlots(json);
        out.println("As JSON, with plots beside it: " + json.toAbsolutePath());
        out.flush();
    }
}
