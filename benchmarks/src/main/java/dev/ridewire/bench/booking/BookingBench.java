package dev.ridewire.bench.booking;

import dev.ridewire.bench.EarlierCommit;
import dev.ridewire.bench.booking.RunningContender.Surroundings;
import dev.ridewire.events.EventStreams;
import dev.ridewire.parts.Folders;
import dev.ridewire.parts.LocalKafka;
import dev.ridewire.parts.Ports;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the creation of rides. */
@Command(name = "booking", mixinStandardHelpOptions = true, sortOptions = false, description = "POST /v1/rides of booking-service with and without tracing, of a bare WebFlux + R2DBC handler (the floor) and of the textbook version "
        + "(Spring MVC + JPA), in turn. Prints a line and writes JSON after each turn, and a table after each round. Ends with 1 if a contender failed, or in a round gave another answer than 201.")
public final class BookingBench implements Callable<Integer> {
    private static final int PARTITIONS = 6;
    /** The topic in the rows of {@code OutboxEntity}. */
    private static final String TEXTBOOK_TOPIC = "rides";
    private static final int FAILED = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--contenders", split = ",", paramLabel = "NAME", description = "Only these. By default: floor, booking, booking_1_percent, booking_100_percent, textbook, textbook_relay; there are "
            + "booking_agent_off, booking_without_relay and textbook_1_percent too, and with --against also against_1_percent (by default) and against.")
    private List<String> names = List.of();

    @Option(names = "--against", paramLabel = "REF", description = "An earlier commit, branch or tag. Its booking-service runs as a contender in the same rounds; it is built once and kept.")
    private @Nullable String against;

    @Option(names = "--connections", paramLabel = "N", description = "Each has one request under way (default ${DEFAULT-VALUE}).", defaultValue = "32")
    private int connections;

    @Option(names = "--warm-up", paramLabel = "SECONDS", description = "Each contender, under load (default ${DEFAULT-VALUE}).", defaultValue = "75")
    private int warmUp;

    @Option(names = "--rounds", paramLabel = "N", description = "Of all contenders in turn (default ${DEFAULT-VALUE}).", defaultValue = "3")
    private int rounds;

    @Option(names = "--seconds", paramLabel = "N", description = "A round of a contender (default ${DEFAULT-VALUE}).", defaultValue = "15")
    private int seconds;

    @Option(names = "--pool", paramLabel = "N", description = "Connections to PostgreSQL that each contender may have (default ${DEFAULT-VALUE}).", defaultValue = "20")
    private int pool;

    @Option(names = "--riders", paramLabel = "N", description = "Who ask, each once: tokens and quotes are signed before anything is measured. By default 600 for each processor and second under load.")
    private @Nullable Integer riders;

    @Option(names = "--quick", description = "20 s of warm-up, 2 rounds of 6 s: some five minutes in all, too little for numbers to be quoted.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "Where the numbers go as JSON (default ${DEFAULT-VALUE}).", defaultValue = "booking-bench.json")
    private Path json = Path.of("booking-bench.json");

    @Option(names = "--work", paramLabel = "FOLDER", description = "For data and logs; by default a temporary folder that is deleted when all went well.")
    private @Nullable Path work;

    @Option(names = "--contender-jvm", paramLabel = "OPTION", description = "An option more for the contenders' JVMs, such as a profiler's; repeatable. {name} stands for the contender's.")
    private List<String> jvmOptions = List.of();

    @Override
    public Integer call() throws Exception {
        List<Contender> contenders = names.isEmpty()
                ? Contender.all(against != null)
                : names.stream().map(Contender::named).toList();
        var plan = quick
                ? Plan.of(connections, 20, 2, 6, pool, riders)
                : Plan.of(connections, warmUp, rounds, seconds, pool, riders);
        Path folder = work == null ? Files.createTempDirectory("ridewire-bench-") : Files.createDirectories(work);
        Optional<Path> earlier = against == null
                ? Optional.empty()
                : Optional.of(EarlierCommit.builtFrom(against, this::say));
        say("signing tokens and quotes of %,d riders".formatted(plan.riders()));
        var preparation = Preparation.in(folder, plan.riders(), this::say);
        Report report;
        try (var kafka = LocalKafka.start(new LocalKafka.Settings(folder.resolve("kafka"), folder.resolve("kafka.log"),
                Ports.free(), Ports.free(), System.getProperty("java.class.path")));
                var sink = SpanSink.start();
                var load = LoadProcess.start(preparation.requests(), plan.riders(), folder.resolve("load.log"))) {
            makeTopics(kafka.bootstrapServers());
            var surroundings = new Surroundings(folder, preparation, kafka, sink, plan.databasePool(), jvmOptions,
                    earlier);
            try (var trial = new Trial(contenders, plan, surroundings, load, json, this::say)) {
                report = trial.run(soFar -> soFar.printTable(out()));
            }
        }
        report.print(out());
        say("\nAs JSON: " + json.toAbsolutePath());
        if (!report.isClean()) {
            say("Not every contender did all that it was asked for; the logs are in " + folder);
            return FAILED;
        }
        if (work == null) {
            Folders.delete(folder);
        }
        return 0;
    }

    /**
     * Creates the topics that other services own, and the one of the textbook's events. Without the former, booking's
     * consumers would ask for them ten times a second.
     */
    private static void makeTopics(String kafka) throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka))) {
            admin.createTopics(Stream.of(EventStreams.MATCHES.topic(), EventStreams.TRIPS.topic(), TEXTBOOK_TOPIC)
                    .map(topic -> new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty())).toList())
                    .all().get(20, TimeUnit.SECONDS);
        }
    }

    private void say(String line) {
        out().println(line);
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
