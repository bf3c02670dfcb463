package dev.ridewire.bench.dispatch;

import dev.ridewire.bench.AnsweringJvm;
import dev.ridewire.bench.Checkout;
import dev.ridewire.parts.PartFailedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what riders and drivers get from each policy of dispatch. */
@Command(name = "quality", mixinStandardHelpOptions = true, sortOptions = false, description = "Replays trips in simulated time under several policies of dispatch: waits, served share, empty kilometres, earnings. No HTTP, no database, one thread by default.")
public final class QualityBench implements Callable<Integer> {
    private static final String MAIN = "dev.ridewire.bench.quality.QualityMain";
    private static final int HOURS = 24;
    private static final int USAGE = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--trips", paramLabel = "FILE", required = true, description = "Trips of a day: a CSV with the columns o_lat, o_lon, d_lat, d_lon and departure_time (2014-12-21 00:05:00). docs/benchmarks.md names open sources.")
    private Path trips = Path.of("");

    @Option(names = "--roads", paramLabel = "FILE", description = "A road network of up to 5,000 nodes as JSON of NetworkX (nodes: id, x, y; links: source, target, length, travel_time). Without it only straight lines are measured.")
    private Path roads = Path.of("");

    @Option(names = "--from", paramLabel = "HOUR", description = "First hour of the day (default ${DEFAULT-VALUE}).", defaultValue = "20")
    private int from;

    @Option(names = "--until", paramLabel = "HOUR", description = "The hour at which no more trips begin (default ${DEFAULT-VALUE}).", defaultValue = "22")
    private int until;

    @Option(names = "--fleets", paramLabel = "N", split = ",", description = "Cars, from scarce to ample (default ${DEFAULT-VALUE}).", defaultValue = "900,1400,2800")
    private List<Integer> fleets = new ArrayList<>();

    @Option(names = "--declines", paramLabel = "SHARE", split = ",", description = "Shares of offers that drivers decline (default ${DEFAULT-VALUE}).", defaultValue = "0,0.15,0.3")
    private List<Double> declines = new ArrayList<>();

    @Option(names = "--seeds", paramLabel = "N", description = "Runs of each policy, with other chances each (default ${DEFAULT-VALUE}).", defaultValue = "5")
    private int seeds;

    @Option(names = "--threads", paramLabel = "N", description = "Seeds that run side by side; the result is the same (default ${DEFAULT-VALUE}).", defaultValue = "1")
    private int threads;

    @Option(names = "--json", paramLabel = "FILE", description = "Where the numbers go as JSON; plots go beside it (default ${DEFAULT-VALUE}).", defaultValue = "dispatch-quality.json")
    private Path json = Path.of("dispatch-quality.json");

    @Override
    public Integer call() throws Exception {
        check();
        List<String> arguments = List.of("-XX:+UseSerialGC", "-cp", Checkout.classPathOf("dispatch", "classpath"), MAIN,
                trips.toString(), roads.toString(), Integer.toString(from), Integer.toString(until), joined(fleets),
                joined(declines), Integer.toString(seeds), json.toString(), Integer.toString(threads));
        var process = new ProcessBuilder(AnsweringJvm.command(arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(line -> {
                spec.commandLine().getOut().println(line);
                spec.commandLine().getOut().flush();
            });
        }
        int status = process.waitFor();
        if (status != 0 && status != USAGE) {
            throw new PartFailedException("%s ended with %d (expected: 0)".formatted(MAIN, status));
        }
        return status;
    }

    private void check() {
        if (!Files.isRegularFile(trips)) {
            throw new IllegalArgumentException(
                    "--trips: %s is no file (expected: a CSV of trips; docs/benchmarks.md names open sources)"
                            .formatted(trips));
        }
        if (from < 0 || until > HOURS || from >= until) {
            throw new IllegalArgumentException("--from, --until: %d, %d (expected: hours of a day in this order)"
                    .formatted(from, until));
        }
        if (seeds < 1 || threads < 1 || fleets.stream().anyMatch(cars -> cars < 1)) {
            throw new IllegalArgumentException("--seeds, --threads, --fleets: %d, %d, %s (expected: 1 or more)"
                    .formatted(seeds, threads, fleets));
        }
        if (declines.stream().anyMatch(share -> !(share >= 0 && share < 1))) {
            throw new IllegalArgumentException("--declines: %s (expected: 0 or more, below 1)".formatted(declines));
        }
        if (!String.valueOf(json.getFileName()).endsWith(".json")) {
            throw new IllegalArgumentException("--json: %s (expected: a name that ends with .json)".formatted(json));
        }
        var folder = json.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IllegalArgumentException("--json: %s (expected: a file in a folder that exists)".formatted(json));
        }
    }

    private static String joined(List<?> values) {
        return String.join(",", values.stream().map(Object::toString).toList());
    }
}
