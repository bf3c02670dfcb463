package dev.ridewire.bench.edge;

import dev.ridewire.bench.AnsweringJvm;
import dev.ridewire.bench.Checkout;
import dev.ridewire.bench.CpuMeter;
import dev.ridewire.events.EventStreams;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** The processes that answer the load: the bare handler alone, or the services of a commit with all they need. */
final class Contender implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofMinutes(10);
    private static final Duration STOP_GRACE = Duration.ofSeconds(20);
    private static final String PASSWORD = "bench";
    private static final int PARTITIONS = 6;
    private static final int TIMEOUT_MILLIS = 1_000;

    private final String name;
    private final List<AutoCloseable> parts = new ArrayList<>();
    private final Map<String, ProcessHandle> processes = new LinkedHashMap<>();
    private final Map<Request, Integer> ports = new HashMap<>();

    private Contender(String name) {
        this.name = name;
    }

    /** Settings that all contenders share. */
    record Surroundings(Path folder, Path jwks, List<String> jvmOptions, boolean agent) {}

    /** Starts the bare handler. */
    static Contender bare(Surroundings surroundings) {
        var contender = new Contender("bare");
        int port = Ports.free();
        List<String> arguments = new ArrayList<>(contender.jvmOptions(surroundings, "bare"));
        arguments.addAll(List.of("-cp", Checkout.classPathOf("floor", "classpath"),
                "dev.ridewire.bench.floor.BareEdge", Integer.toString(port)));
        contender.keep("bare", ChildProcess.start(new ChildProcess.Spec("bare", AnsweringJvm.command(arguments),
                Map.of(), surroundings.folder().resolve("bare.log"), Signal.TERM, STOP_GRACE),
                spawned -> {}, () -> Ports.accepts(port), START_PATIENCE));
        contender.ports.put(Request.PING, port);
        contender.ports.put(Request.OFFERS, port);
        return contender;
    }

    /** Starts tracking and dispatch of a built checkout. */
    static Contender services(String name, Path checkout, Surroundings surroundings) throws Exception {
        var contender = new Contender(name);
        try {
            contender.start(checkout, surroundings);
            return contender;
        } catch (Exception e) {
            contender.close();
            throw e;
        }
    }

    private void start(Path checkout, Surroundings surroundings) throws Exception {
        Path folder = surroundings.folder();
        var postgres = LocalPostgres.start(new LocalPostgres.Settings(
                Path.of(System.getProperty("java.io.tmpdir"), "ridewire-cache-" + System.getProperty("user.name")),
                folder.resolve(name + "-postgres"), folder.resolve(name + "-postgres.log"), Ports.free(), PASSWORD));
        parts.add(postgres);
        var kafka = LocalKafka.start(new LocalKafka.Settings(folder.resolve(name + "-kafka"),
                folder.resolve(name + "-kafka.log"), Ports.free(), Ports.free(),
                System.getProperty("java.class.path")));
        keep("kafka", kafka.process());
        parts.set(parts.size() - 1, kafka);
        processes.put("postgres", postgres.process().handle());
        makeTopics(kafka.bootstrapServers());
        for (var service : Map.of("tracking", Request.PING, "dispatch", Request.OFFERS).entrySet()) {
            var database = new ServiceDatabase(
                    Ports.HOST, postgres.port(), service.getKey(), service.getKey(), PASSWORD, PASSWORD);
            postgres.provision(database);
            ports.put(service.getValue(), startService(service.getKey(), checkout, database,
                    kafka.bootstrapServers(), surroundings));
        }
    }

    private int startService(String service, Path checkout, ServiceDatabase database, String kafka,
            Surroundings surroundings) {
        int port = Ports.free();
        int managementPort = Ports.free();
        List<String> arguments = new ArrayList<>(jvmOptions(surroundings, service + "-" + name));
        Map<String, String> environment = new HashMap<>();
        if (surroundings.agent()) {
            arguments.add("-javaagent:" + Checkout.built(checkout.resolve("local-stack/command/target/tools"),
                    "opentelemetry-javaagent*.jar"));
            environment.put("OTEL_JAVAAGENT_CONFIGURATION_FILE",
                    checkout.resolve("deploy/opentelemetry-agent.properties").toString());
            environment.put("OTEL_SERVICE_NAME", service);
            environment.put("OTEL_TRACES_EXPORTER", "none");
            environment.put("OTEL_TRACES_SAMPLER", "parentbased_traceidratio");
            environment.put("OTEL_TRACES_SAMPLER_ARG", "0.01");
        }
        arguments.addAll(List.of(
                "-jar", Checkout.built(checkout.resolve(service + "-service/target"), service + "-service-*-exec.jar")
                        .toString(),
                "--server.address=" + Ports.HOST, "--server.port=" + port,
                "--management.server.address=" + Ports.HOST, "--management.server.port=" + managementPort,
                "--spring.kafka.bootstrap-servers=" + kafka,
                "--ridewire.security.jwks=" + surroundings.jwks().toUri(),
                "--ridewire.security.issuer=" + DriverTokens.ISSUER,
                "--ridewire.security.audience=" + DriverTokens.AUDIENCE));
        database.properties().forEach((key, value) -> arguments.add("--" + key + "=" + value));
        keep(service, ChildProcess.start(new ChildProcess.Spec(service + "-" + name, AnsweringJvm.command(arguments),
                environment, surroundings.folder().resolve(service + "-" + name + ".log"), Signal.TERM, STOP_GRACE),
                spawned -> {}, () -> isReady(managementPort), START_PATIENCE));
        return port;
    }

    String name() {
        return name;
    }

    int port(Request request) {
        return ports.getOrDefault(request, 0);
    }

    /** Returns the processor time of each process since its start, in nanoseconds, without the JVMs' compilers. */
    Map<String, Long> cpu() {
        Map<String, Long> spent = new LinkedHashMap<>();
        processes.forEach((part, process) -> spent.put(part, part.equals("postgres")
                ? new CpuMeter(process).readFamily()
                : new CpuMeter(process).read().workNanos()));
        return spent;
    }

    @Override
    public void close() throws Exception {
        for (var part : parts.reversed()) {
            part.close();
        }
    }

    private void keep(String part, ChildProcess process) {
        parts.add(process);
        processes.put(part, process.handle());
    }

    private List<String> jvmOptions(Surroundings surroundings, String process) {
        return surroundings.jvmOptions().stream().map(option -> option.replace("{name}", process)).toList();
    }

    /** Creates the topics of all services: without them, consumers would ask for them ten times a second. */
    private static void makeTopics(String kafka) throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka))) {
            admin.createTopics(EventStreams.all().stream()
                    .map(stream -> new NewTopic(stream.topic(), Optional.of(PARTITIONS), Optional.empty())).toList())
                    .all().get();
        }
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
