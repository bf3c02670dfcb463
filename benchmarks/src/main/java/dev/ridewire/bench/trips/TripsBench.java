package dev.ridewire.bench.trips;

import dev.ridewire.bench.AnsweringJvm;
import dev.ridewire.bench.Checkout;
import dev.ridewire.parts.PartFailedException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the meter of trips beside simpler ones. */
@Command(name = "trips", mixinStandardHelpOptions = true, sortOptions = false, description = "Measures real drives whose distance is known, as phones with errors record them: bias and spread of each way to measure a trip.")
public final class TripsBench implements Callable<Integer> {
    private static final String MAIN = "dev.ridewire.bench.trip.TripsMain";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--drives", paramLabel = "FILE", required = true, description = "Drives in the form of the ECML/PKDD 2015 taxi challenge: a POLYLINE of [lng,lat] every 15 s in each line.")
    private @Nullable Path drives;

    @Option(names = "--trips", paramLabel = "N", description = "Drives to take, spread over the file (default ${DEFAULT-VALUE}).", defaultValue = "250")
    private int trips;

    @Option(names = "--steps", paramLabel = "SECONDS", split = ",", description = "Seconds between two positions (default ${DEFAULT-VALUE}).", defaultValue = "1,5,15,60")
    private List<Integer> steps = new ArrayList<>();

    @Option(names = "--json", paramLabel = "FILE", description = "Where the numbers go as JSON (default ${DEFAULT-VALUE}).", defaultValue = "trips-bench.json")
    private Path json = Path.of("trips-bench.json");

    @Option(names = "--chart", paramLabel = "FILE", description = "Where the chart goes as SVG (default ${DEFAULT-VALUE}).", defaultValue = "trips-bench.svg")
    private Path chart = Path.of("trips-bench.svg");

    @Override
    public Integer call() throws Exception {
        if (drives == null || !Files.isReadable(drives)) {
            throw new IllegalArgumentException("--drives: %s (expected: a readable file)".formatted(drives));
        }
        if (trips < 1 || steps.stream().anyMatch(step -> step < 1)) {
            throw new IllegalArgumentException(
                    "--trips, --steps: %d, %s (expected: 1 or more)".formatted(trips, steps));
        }
        var report = new Report(measure(drives));
        report.print(out());
        report.write(json);
        Files.writeString(chart, Chart.of(report.atGoal()));
        say("As JSON: %s%nAs a chart: %s".formatted(json.toAbsolutePath(), chart.toAbsolutePath()));
        return 0;
    }

    private List<Result> measure(Path file) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-XX:+UseSerialGC", "-cp",
                Checkout.classPathOf("trips", "classpath"), MAIN, file.toAbsolutePath().toString(),
                Integer.toString(trips)));
        steps.forEach(step -> arguments.add(Integer.toString(step)));
        List<Result> results = new ArrayList<>();
        var process = new ProcessBuilder(AnsweringJvm.command(arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().filter(Result::isOne).map(Result::of).forEach(results::add);
        }
        int status = process.waitFor();
        if (status != 0) {
            throw new PartFailedException("%s ended with %d (expected: 0)".formatted(MAIN, status));
        }
        if (results.stream().allMatch(result -> result.drives() == 0)) {
            throw new IllegalArgumentException(
                    "--drives: %s (expected: drives of at least three minutes and a kilometre)".formatted(file));
        }
        return results;
    }

    private void say(String line) {
        out().println(line);
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
