package dev.ridewire.bench.booking;

import dev.ridewire.bench.AnsweringJvm;
import dev.ridewire.bench.Checkout;
import dev.ridewire.bench.CpuMeter;
import dev.ridewire.parts.ChildProcess;
import dev.ridewire.parts.LocalKafka;
import dev.ridewire.parts.LocalPostgres;
import dev.ridewire.parts.Ports;
import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.parts.Signal;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A contender's JVM and its PostgreSQL. Each contender has a server of its own with the same settings. On a shared
 * server, the relay of an idle booking would decode the writes of the others.
 */
final class RunningContender implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofSeconds(180);
    private static final Duration STOP_GRACE = Duration.ofSeconds(20);
    private static final String DATABASE = "booking";
    private static final String PASSWORD = "bench";
    private static final int TIMEOUT_MILLIS = 1_000;
    /** No checkpoints during a round: one would slow a single contender. */
    private static final Map<String, String> NO_CHECKPOINTS = Map.of(
            "checkpoint_timeout", "1h", "max_wal_size", "16GB");

    private final Contender contender;
    private final LocalPostgres postgres;
    private final ChildProcess process;
    private final Optional<RelayBeside> relay;
    private final int port;
    private long nextRider;
    private long created;

    private RunningContender(
            Contender contender, LocalPostgres postgres, ChildProcess process, Optional<RelayBeside> relay, int port) {
        this.contender = contender;
        this.postgres = postgres;
        this.process = process;
        this.relay = relay;
        this.port = port;
    }

    /**
     * Settings that all contenders share.
     *
     * @param against the built checkout of an earlier commit
     */
    record Surroundings(Path folder, Preparation preparation, LocalKafka kafka, SpanSink sink, int databasePool,
            List<String> jvmOptions, Optional<Path> against) {}

    static RunningContender start(Contender contender, Surroundings surroundings)
            throws IOException, InterruptedException {
        Path folder = surroundings.folder();
        var postgres = LocalPostgres.start(new LocalPostgres.Settings(
                Path.of(System.getProperty("java.io.tmpdir"), "ridewire-cache-" + System.getProperty("user.name")),
                folder.resolve(contender.name() + "-postgres"), folder.resolve(contender.name() + "-postgres.log"),
                Ports.free(), PASSWORD, NO_CHECKPOINTS));
        Optional<RelayBeside> relay = Optional.empty();
        try {
            var database = new ServiceDatabase(
                    Ports.HOST, postgres.port(), DATABASE, "booking", PASSWORD, PASSWORD);
            postgres.provision(database);
            boolean relayed = contender.server() == Contender.Server.TEXTBOOK_WITH_RELAY;
            if (!contender.server().isBooking()) {
                Preparation.makeTables(folder, database, relayed);
            }
            if (relayed) {
                relay = Optional.of(RelayBeside.start(database, surroundings.kafka().bootstrapServers(),
                        folder.resolve(contender.name() + "-relay.log")));
            }
            int port = Ports.free();
            int managementPort = Ports.free();
            var process = ChildProcess.start(
                    new ChildProcess.Spec(contender.name(),
                            AnsweringJvm.command(arguments(contender, surroundings, database, port, managementPort)),
                            environment(contender, surroundings), folder.resolve(contender.name() + ".log"),
                            Signal.TERM,
                            STOP_GRACE),
                    spawned -> {}, () -> contender.server().isBooking()
                            ? isReady(managementPort)
                            : Ports.accepts(port),
                    START_PATIENCE);
            return new RunningContender(contender, postgres, process, relay, port);
        } catch (IOException | InterruptedException | RuntimeException e) {
            relay.ifPresent(RelayBeside::close);
            postgres.close();
            throw e;
        }
    }

    Contender contender() {
        return contender;
    }

    /** Puts the contender under load. A rider sends only one request. */
    ClosedLoop.Done ask(LoadProcess load, int connections, int seconds) throws IOException {
        var done = load.run(port, connections, nextRider, !contender.remembersRiders(), seconds);
        created += done.created();
        nextRider += done.created() + done.failures().values().stream().mapToLong(Long::longValue).sum();
        return done;
    }

    /**
     * Checks that every answer 201 created a ride, and did not repeat an older one.
     *
     * @throws IllegalStateException if one did not
     */
    void requireRides() throws SQLException {
        try (var connection = postgres.connect(DATABASE);
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from ride")) {
            row.next();
            if (row.getLong(1) < created) {
                throw new IllegalStateException("%,d answers 201, but %,d rides".formatted(created, row.getLong(1)));
            }
        }
    }

    /** Returns the time of the contender's JVM, and of its relay's if that has a JVM of its own. */
    CpuMeter.Spent cpu() {
        var own = new CpuMeter(process.handle()).read();
        return relay.map(beside -> own.plus(beside.cpu())).orElse(own);
    }

    long postgresNanos() {
        return new CpuMeter(postgres.process().handle()).readFamily();
    }

    @Override
    public void close() {
        process.close();
        relay.ifPresent(RelayBeside::close);
        postgres.close();
    }

    private static List<String> arguments(Contender contender, Surroundings surroundings, ServiceDatabase database,
            int port, int managementPort) {
        List<String> arguments = new ArrayList<>(surroundings.jvmOptions().stream()
                .map(option -> option.replace("{name}", contender.name())).toList());
        if (contender.sampler().isPresent()) {
            arguments.add("-javaagent:" + Checkout.built(
                    checkout(contender, surroundings).resolve("local-stack/command/target/tools"),
                    "opentelemetry-javaagent*.jar"));
        }
        arguments.addAll(switch (contender.server()) {
            case FLOOR -> List.of("-cp", Checkout.classPathOf("floor", "classpath"), "dev.ridewire.bench.floor.Floor",
                    Integer.toString(port), database.host(), Integer.toString(database.port()), database.name(),
                    database.appUser(), database.appPassword(), Integer.toString(surroundings.databasePool()));
            case TEXTBOOK, TEXTBOOK_WITH_RELAY -> textbook(surroundings, database, port);
            case BOOKING, AGAINST -> booking(Checkout.built(
                    checkout(contender, surroundings).resolve("booking-service/target"), "booking-service-*-exec.jar"),
                    surroundings, database, port, managementPort);
        });
        arguments.addAll(contender.settings());
        return arguments;
    }

    /** Returns the checkout whose jar, agent and settings a contender runs. */
    private static Path checkout(Contender contender, Surroundings surroundings) {
        return contender.server() == Contender.Server.AGAINST
                ? surroundings.against().orElseThrow(
                        () -> new IllegalArgumentException(contender.name() + " (expected with it: --against)"))
                : Checkout.root();
    }

    private static List<String> textbook(Surroundings surroundings, ServiceDatabase database, int port) {
        return List.of("-cp", Checkout.classPathOf("textbook", "classpath"),
                "dev.ridewire.bench.textbook.TextbookApplication",
                "--server.address=" + Ports.HOST, "--server.port=" + port,
                // By default, Tomcat closes a connection after 100 requests.
                "--server.tomcat.max-keep-alive-requests=-1",
                "--spring.datasource.url=" + database.jdbcUrl(),
                "--spring.datasource.username=" + database.appUser(),
                "--spring.datasource.password=" + database.appPassword(),
                "--spring.datasource.hikari.maximum-pool-size=" + surroundings.databasePool(),
                "--textbook.jwks=" + surroundings.preparation().jwks(),
                "--textbook.issuer=" + Preparation.ISSUER, "--textbook.audience=" + Preparation.AUDIENCE);
    }

    private static List<String> booking(Path jar, Surroundings surroundings, ServiceDatabase database, int port,
            int managementPort) {
        List<String> arguments = new ArrayList<>(List.of(
                "-jar", jar.toString(),
                "--server.address=" + Ports.HOST, "--server.port=" + port,
                "--management.server.address=" + Ports.HOST, "--management.server.port=" + managementPort,
                "--spring.kafka.bootstrap-servers=" + surroundings.kafka().bootstrapServers(),
                "--ridewire.database.pool.max-size=" + surroundings.databasePool(),
                "--ridewire.security.jwks=" + surroundings.preparation().jwks().toUri(),
                "--ridewire.security.issuer=" + Preparation.ISSUER,
                "--ridewire.security.audience=" + Preparation.AUDIENCE,
                "--ridewire.booking.quote-key=" + surroundings.preparation().quoteKey()));
        database.properties().forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return arguments;
    }

    private static Map<String, String> environment(Contender contender, Surroundings surroundings) {
        Map<String, String> environment = new HashMap<>();
        contender.sampler().ifPresent(sampler -> {
            environment.put("OTEL_JAVAAGENT_CONFIGURATION_FILE",
                    checkout(contender, surroundings).resolve("deploy/opentelemetry-agent.properties").toString());
            environment.put("OTEL_SERVICE_NAME", contender.name());
            environment.put("OTEL_EXPORTER_ZIPKIN_ENDPOINT", surroundings.sink().endpoint());
            environment.put("OTEL_TRACES_SAMPLER", sampler.name());
            if (!sampler.argument().isEmpty()) {
                environment.put("OTEL_TRACES_SAMPLER_ARG", sampler.argument());
            }
        });
        return environment;
    }

    private static boolean isReady(int managementPort) {
        try {
            var connection = (HttpURLConnection) URI.create("http://%s:%d/actuator/health/readiness".formatted(
                    Ports.HOST, managementPort)).toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }
}
