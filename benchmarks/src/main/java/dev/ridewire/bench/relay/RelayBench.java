package dev.ridewire.bench.relay;

import dev.ridewire.parts.Folders;
import dev.ridewire.parts.LocalKafka;
import dev.ridewire.parts.LocalPostgres;
import dev.ridewire.parts.Ports;
import dev.ridewire.parts.ServiceDatabase;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures relays. */
@Command(name = "relay", mixinStandardHelpOptions = true, sortOptions = false, description = "From commit to consumer: Ridewire's relay, a bare reader of the WAL (the floor) and what others would use, one after the other on the "
        + "same PostgreSQL and Kafka. Prints a table and writes JSON.")
public final class RelayBench implements Callable<Integer> {
    private static final String PASSWORD = "bench";
    private static final int PARTITIONS = 6;
    private static final String WARM_UP = "warm_up";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--contenders", split = ",", paramLabel = "NAME", description = "Only these. By default: raw, ridewire, debezium_defaults, spring_modulith, namastack; there is ridewire_debezium too.")
    private List<String> names = List.of();

    @Option(names = "--rates", split = ",", paramLabel = "N", description = "Events per second (default ${DEFAULT-VALUE}).", defaultValue = "200,500,1000")
    private List<Integer> rates = List.of();

    @Option(names = "--payloads", split = ",", paramLabel = "BYTES", description = "Size of an event (default ${DEFAULT-VALUE}).", defaultValue = "200,2000")
    private List<Integer> payloads = List.of();

    @Option(names = "--seconds", paramLabel = "N", description = "How long each rate is measured with each payload (default ${DEFAULT-VALUE}).", defaultValue = "15")
    private int seconds;

    @Option(names = "--drain", paramLabel = "ROWS", description = "How many rows wait for a relay that starts; 0 for no drain (default ${DEFAULT-VALUE}).", defaultValue = "100000")
    private int drain;

    @Option(names = "--quick", description = "500/s and the drain with 200 bytes alone: some five minutes in all.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "Where the numbers go as JSON (default ${DEFAULT-VALUE}).", defaultValue = "relay-bench.json")
    private Path json = Path.of("relay-bench.json");

    @Option(names = "--work", paramLabel = "FOLDER", description = "For data and logs; by default a temporary folder that is deleted when all went well.")
    private @Nullable Path work;

    @Option(names = "--relay-jvm", paramLabel = "OPTION", description = "An option more for the relays' JVMs, such as a profiler's; repeatable.")
    private List<String> jvmOptions = List.of();

    @Override
    public Integer call() throws Exception {
        List<Contender> contenders = names.isEmpty()
                ? Contenders.all()
                : names.stream().map(Contenders::named).toList();
        var plan = quick
                ? new Plan(List.of(500), List.of(200), 10, drain, 60_000, 10)
                : new Plan(rates, payloads, seconds, drain, 60_000, 20);
        boolean complete = true;
        Path folder = work == null ? Files.createTempDirectory("ridewire-bench-") : Files.createDirectories(work);
        List<Result> results = new ArrayList<>();
        try (var postgres = LocalPostgres.start(new LocalPostgres.Settings(
                Path.of(System.getProperty("java.io.tmpdir"), "ridewire-cache-" + System.getProperty("user.name")),
                folder.resolve("postgres"), folder.resolve("postgres.log"), Ports.free(), PASSWORD));
                var kafka = LocalKafka.start(new LocalKafka.Settings(folder.resolve("kafka"),
                        folder.resolve("kafka.log"), Ports.free(), Ports.free(),
                        System.getProperty("java.class.path")))) {
            Path stampsFile = folder.resolve("stamps");
            var stamps = Stamps.in(stampsFile);
            say("warming up PostgreSQL, Kafka and the load");
            measure(contenders.getFirst(), WARM_UP, plan.onlyWarmUp(), postgres, kafka, stamps, stampsFile, folder);
            for (var contender : contenders) {
                try {
                    results.addAll(
                            measure(contender, contender.name(), plan, postgres, kafka, stamps, stampsFile, folder));
                } catch (InterruptedException e) {
                    throw e;
                } catch (Exception e) {
                    // The failure of one contender does not discard the results of the others.
                    complete = false;
                    say("%s: not measured to its end, %s".formatted(contender.name(), e));
                }
                new Report(contenders, plan, results).write(json);
            }
        }
        new Report(contenders, plan, results).print(out());
        out().println("\nAs JSON: " + json.toAbsolutePath());
        out().flush();
        if (!complete) {
            out().println("Not every contender was measured; the logs are in " + folder);
            return 1;
        }
        if (work == null) {
            Folders.delete(folder);
        }
        return 0;
    }

    private List<Result> measure(Contender contender, String label, Plan plan, LocalPostgres postgres,
            LocalKafka kafka, Stamps stamps, Path stampsFile, Path folder) throws Exception {
        var database = new ServiceDatabase(
                Ports.HOST, postgres.port(), "bench_" + label, "bench", PASSWORD, PASSWORD);
        postgres.provision(database);
        var place = new Place(database, kafka.bootstrapServers(), "ridewire.bench." + label + ".v1");
        makeTopic(place);
        contender.prepare(place);
        try (var relay = RelayProcess.start(contender, place, stampsFile,
                folder.resolve(label + ".log"), jvmOptions);
                var arrivals = new Arrivals(place, contender::sequenceOf, stamps)) {
            return new Trial(contender, label, place, plan, stamps, relay, arrivals, this::say).run();
        } finally {
            dropSlots(postgres, database);
        }
    }

    private static void makeTopic(Place place) throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, place.kafka()))) {
            admin.createTopics(List.of(new NewTopic(place.topic(), Optional.of(PARTITIONS), Optional.empty())))
                    .all().get(20, TimeUnit.SECONDS);
        }
    }

    /** Drops the slot, so that the next contender's PostgreSQL does not retain WAL for this one. */
    private static void dropSlots(LocalPostgres postgres, ServiceDatabase database)
            throws SQLException, InterruptedException {
        try (var connection = postgres.connect(database.name()); var statement = connection.createStatement()) {
            statement.execute("""
                    select pg_terminate_backend(active_pid) from pg_replication_slots
                     where database = current_database() and active""");
            TimeUnit.MILLISECONDS.sleep(500);
            statement.execute("""
                    select pg_drop_replication_slot(slot_name) from pg_replication_slots
                     where database = current_database() and not active""");
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
