package dev.ridewire.bench.dispatch;

import dev.ridewire.bench.AnsweringJvm;
import dev.ridewire.bench.Checkout;
import dev.ridewire.parts.PartFailedException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the solver of dispatch beside OR-Tools and JGraphT. */
@Command(name = "dispatch", mixinStandardHelpOptions = true, sortOptions = false, subcommands = QualityBench.class, description = "Assigns drivers to requests, 20 candidates each, cold and with prices kept from the batch before: milliseconds of a batch.")
public final class DispatchBench implements Callable<Integer> {
    private static final String MAIN = "dev.ridewire.bench.matching.SolverMain";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--sizes", paramLabel = "NxM", split = ",", description = "Requests × drivers (default ${DEFAULT-VALUE}).", defaultValue = "100x1000,1000x10000,5000x50000,1000x1000,5000x500")
    private List<String> sizes = new ArrayList<>();

    @Option(names = "--batches", paramLabel = "N", description = "Batches that count, after as many that don't (default ${DEFAULT-VALUE}).", defaultValue = "20")
    private int batches;

    @Option(names = "--slow-batches", paramLabel = "N", description = "Batches that JGraphT solves of them (default ${DEFAULT-VALUE}).", defaultValue = "3")
    private int slowBatches;

    @Option(names = "--json", paramLabel = "FILE", description = "Where the numbers go as JSON (default ${DEFAULT-VALUE}).", defaultValue = "dispatch-bench.json")
    private Path json = Path.of("dispatch-bench.json");

    @Override
    public Integer call() throws Exception {
        for (String size : sizes) {
            if (!size.matches("[1-9][0-9]{0,6}x[1-9][0-9]{0,6}")) {
                throw new IllegalArgumentException("--sizes: %s (expected: for example 1000x10000)".formatted(size));
            }
        }
        if (batches < 1 || slowBatches < 1) {
            throw new IllegalArgumentException("--batches, --slow-batches: %d, %d (expected: 1 or more)"
                    .formatted(batches, slowBatches));
        }
        var report = new Report(measure());
        report.print(out());
        report.write(json);
        say("As JSON: " + json.toAbsolutePath());
        return 0;
    }

    private List<Result> measure() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-cp", Checkout.classPathOf("dispatch", "classpath"), MAIN,
                Integer.toString(batches), Integer.toString(slowBatches)));
        arguments.addAll(sizes);
        List<Result> results = new ArrayList<>();
        var process = new ProcessBuilder(AnsweringJvm.command(arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().filter(Result::isOne).map(Result::of).forEach(result -> {
                say("%d×%d solved by %s".formatted(result.requests(), result.drivers(), result.solver()));
                results.add(result);
            });
        }
        int status = process.waitFor();
        if (status != 0) {
            throw new PartFailedException("%s ended with %d (expected: 0)".formatted(MAIN, status));
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
