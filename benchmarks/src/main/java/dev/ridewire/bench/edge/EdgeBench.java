package dev.ridewire.bench.edge;

import dev.ridewire.bench.Checkout;
import dev.ridewire.bench.EarlierCommit;
import dev.ridewire.bench.edge.Contender.Surroundings;
import dev.ridewire.parts.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the processor time of requests that need no database. */
@Command(name = "edge", mixinStandardHelpOptions = true, sortOptions = false, description = "A report of one position to tracking (and the look at a driver's offers): processor time a request over tracking, Kafka, dispatch and PostgreSQL, "
        + "of this checkout, of an earlier commit, and of a bare WebFlux handler, in turn.")
public final class EdgeBench implements Callable<Integer> {
    private static final int GENTLE_CONNECTIONS = 2;
    private static final int LEAD_IN_SECONDS = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--against", paramLabel = "REF", description = "A commit to measure in the same rounds; it is built once and kept.")
    private @Nullable String against;

    @Option(names = "--requests", split = ",", paramLabel = "NAME", description = "PING, OFFERS (default ${DEFAULT-VALUE}).", defaultValue = "PING")
    private List<Request> requests = List.of();

    @Option(names = "--connections", paramLabel = "N", description = "Each has one request under way (default ${DEFAULT-VALUE}).", defaultValue = "8")
    private int connections;

    @Option(names = "--rate", paramLabel = "N", description = "Requests a second; 0 for as many as are answered (default ${DEFAULT-VALUE}).", defaultValue = "0")
    private int rate;

    @Option(names = "--drivers", paramLabel = "N", description = "They take turns, each with a token (default ${DEFAULT-VALUE}).", defaultValue = "2000")
    private int drivers;

    @Option(names = "--warm-up", paramLabel = "SECONDS", description = "Each contender and request, under load (default ${DEFAULT-VALUE}).", defaultValue = "60")
    private int warmUp;

    @Option(names = "--rounds", paramLabel = "N", description = "Of all contenders in turn (default ${DEFAULT-VALUE}).", defaultValue = "3")
    private int rounds;

    @Option(names = "--seconds", paramLabel = "N", description = "A round of a contender (default ${DEFAULT-VALUE}).", defaultValue = "10")
    private int seconds;

    @Option(names = "--quick", description = "20 s of warm-up, 2 rounds of 5 s: too little for numbers to be quoted.")
    private boolean quick;

    @Option(names = "--no-agent", description = "Without the OpenTelemetry agent, which otherwise samples 1 %%.")
    private boolean withoutAgent;

    @Option(names = "--contender-jvm", paramLabel = "OPTION", description = "An option more for the contenders' JVMs, such as a profiler's; repeatable. {name} stands for the process.")
    private List<String> jvmOptions = List.of();

    @Option(names = "--json", paramLabel = "FILE", description = "Where the numbers go as JSON (default ${DEFAULT-VALUE}).", defaultValue = "edge-bench.json")
    private Path json = Path.of("edge-bench.json");

    @Option(names = "--work", paramLabel = "FOLDER", description = "For data and logs; by default a temporary folder that is deleted when all went well.")
    private @Nullable Path work;

    @Override
    public Integer call() throws Exception {
        if (quick) {
            warmUp = 20;
            rounds = 2;
            seconds = 5;
        }
        Path folder = work == null ? Files.createTempDirectory("ridewire-bench-") : Files.createDirectories(work);
        var issuer = new DriverTokens();
        var surroundings = new Surroundings(folder, Files.writeString(folder.resolve("jwks.json"), issuer.jwks()),
                jvmOptions, !withoutAgent);
        var load = new EdgeLoad(issuer.of(drivers));
        List<Contender> contenders = new ArrayList<>();
        try {
            start(contenders, surroundings);
            var report = measure(contenders, load);
            report.print(out());
            report.write(json);
        } finally {
            for (var contender : contenders) {
                contender.close();
            }
        }
        out().println("As JSON: " + json.toAbsolutePath());
        if (work == null) {
            Folders.delete(folder);
        }
        return 0;
    }

    private void start(List<Contender> contenders, Surroundings surroundings) throws Exception {
        contenders.add(Contender.bare(surroundings));
        if (against != null) {
            contenders.add(Contender.services("before", EarlierCommit.builtFrom(against, this::say), surroundings));
        }
        contenders.add(Contender.services("now", Checkout.root(), surroundings));
    }

    private Report measure(List<Contender> contenders, EdgeLoad load) throws IOException, InterruptedException {
        for (var contender : contenders) {
            for (Request request : requests) {
                say("%s: warming up %s for %d s".formatted(contender.name(), request, warmUp));
                load.run(request, contender.port(request), GENTLE_CONNECTIONS, warmUp / 2, 0);
                load.run(request, contender.port(request), connections, warmUp - warmUp / 2, 0);
            }
        }
        List<Round> measured = new ArrayList<>();
        for (int number = 1; number <= rounds; number++) {
            for (var contender : contenders) {
                measured.add(idle(contender, number));
                for (Request request : requests) {
                    measured.add(loaded(contender, number, request, load));
                }
            }
        }
        return new Report(measured);
    }

    /** Measures a contender that nobody asks anything. */
    private Round idle(Contender contender, int number) throws InterruptedException {
        var before = contender.cpu();
        TimeUnit.SECONDS.sleep(seconds);
        return said(Round.of(contender.name(), Round.IDLE, number, seconds, seconds, before, contender.cpu()));
    }

    private Round loaded(Contender contender, int number, Request request, EdgeLoad load)
            throws IOException, InterruptedException {
        load.run(request, contender.port(request), connections, LEAD_IN_SECONDS, rate);
        var before = contender.cpu();
        var done = load.run(request, contender.port(request), connections, seconds, rate);
        return said(Round.of(contender.name(), request.name().toLowerCase(Locale.ROOT), number,
                done.answered(), done.seconds(), before, contender.cpu()));
    }

    private Round said(Round round) {
        say(round.asLine());
        return round;
    }

    private void say(String line) {
        out().println(line);
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
