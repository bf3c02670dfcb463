package dev.ridewire.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** A Kafka node, broker and KRaft controller in one, in a JVM of its own. */
public final class LocalKafka implements AutoCloseable {
    /** A data folder belongs to one cluster for good. Ours all have the same cluster id. */
    private static final String CLUSTER_ID = "cmlkZXdpcmUtbG9jYWwtMQ";
    private static final Duration START_PATIENCE = Duration.ofSeconds(90);
    private static final Duration STOP_GRACE = Duration.ofSeconds(20);
    private static final Duration ADMIN_PATIENCE = Duration.ofSeconds(5);

    private final Settings settings;
    private final ChildProcess process;

    /**
     * The files and ports of a server.
     *
     * @param data           its data folder, made when missing
     * @param log            its log file
     * @param classPath      Kafka's jars and this one
     * @param more           lines of {@code server.properties}, which win over {@link KafkaSettings}
     */
    public record Settings(
            Path data,
            Path log,
            int port,
            int controllerPort,
            String classPath,
            Map<String, String> more) {
        public Settings {
            Objects.requireNonNull(data, "data");
            Objects.requireNonNull(log, "log");
            Objects.requireNonNull(classPath, "classPath");
            more = Map.copyOf(more);
        }

        /** Creates settings without changes to {@link KafkaSettings}. */
        public Settings(Path data, Path log, int port, int controllerPort, String classPath) {
            this(data, log, port, controllerPort, classPath, Map.of());
        }
    }

    private LocalKafka(Settings settings, ChildProcess process) {
        this.settings = settings;
        this.process = process;
    }

    /** Starts it; see {@link #start(Settings, Consumer)}. */
    public static LocalKafka start(Settings settings) {
        return start(settings, process -> {});
    }

    /**
     * Starts it and waits until it answers.
     *
     * @param spawned receives the process at once, before it is ready
     * @throws PartFailedException if it does not answer; the message says why
     */
    public static LocalKafka start(Settings settings, Consumer<ChildProcess> spawned) {
        Path properties;
        try {
            properties = writeProperties(settings);
        } catch (IOException e) {
            throw new BrokenDataException("Kafka's data folder " + settings.data() + " can't be used: " + e, e);
        }
        return new LocalKafka(settings, ChildProcess.start(
                new ChildProcess.Spec(
                        "kafka", command(settings, properties), Map.of(), settings.log(), Signal.TERM, STOP_GRACE),
                spawned, () -> answers(settings.port()), START_PATIENCE));
    }

    public String bootstrapServers() {
        return Ports.HOST + ":" + settings.port();
    }

    public ChildProcess process() {
        return process;
    }

    public void stop() {
        process.stop();
    }

    @Override
    public void close() {
        stop();
    }

    /** Reports whether a broker on this port of the loopback answers requests. */
    public static boolean answers(int port) {
        if (!Ports.accepts(port)) {
            return false;
        }
        Map<String, Object> client = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, Ports.HOST + ":" + port,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ADMIN_PATIENCE.toMillis(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ADMIN_PATIENCE.toMillis());
        try (Admin admin = Admin.create(client)) {
            // Brokers of its cluster may answer in its place. It is ready when it is one of those that answer.
            return admin.describeCluster().nodes().get(ADMIN_PATIENCE.toMillis(), TimeUnit.MILLISECONDS).stream()
                    .anyMatch(node -> node.port() == port);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailedException("interrupted while waiting for kafka", e);
        }
    }

    private static List<String> command(Settings settings, Path properties) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m", "-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto",
                "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED",
                "-Dlogback.configurationFile=kafka/logback.xml",
                "-Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener",
                "-cp", settings.classPath(),
                KafkaNode.class.getName(), properties.toString(), CLUSTER_ID);
    }

    private static Path writeProperties(Settings settings) throws IOException {
        Files.createDirectories(settings.data());
        var properties = new Properties();
        properties.putAll(KafkaSettings.of(settings));
        Path file = settings.data().resolve("server.properties").toAbsolutePath();
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        return file;
    }
}
