package dev.ridewire.messaging.relay;

import static org.awaitility.Awaitility.await;

import dev.ridewire.messaging.TestService;
import dev.ridewire.parts.ChildProcess;
import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.parts.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A service in a JVM of its own, which can be killed, paused and resumed. Give it a moment: a test waits for what it
 * does.
 */
final class RelayProcess implements AutoCloseable {
    private final ChildProcess process;
    private final Path log;

    private RelayProcess(ChildProcess process, Path log) {
        this.process = process;
        this.log = log;
    }

    static RelayProcess start(ServiceDatabase database, String kafka, Path folder, String... properties) {
        var log = folder.resolve("relay.log");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), RelayProcess.class.getName(),
                database.host(), Integer.toString(database.port()), database.name(), database.service(),
                database.ownerPassword(), database.appPassword(), kafka));
        command.addAll(List.of(properties));
        return new RelayProcess(ChildProcess.start(new ChildProcess.Spec(
                "relay", command, Map.of(), log, Signal.TERM, Duration.ofSeconds(20))), log);
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.handle().destroyForcibly();
        process.exit().join();
    }

    /**
     * Returns when all of its threads have stopped; one that still ran would hand an event to Kafka's client, to be
     * sent later.
     */
    void pause() throws IOException, InterruptedException {
        signal("STOP");
        await().atMost(Duration.ofSeconds(10)).until(this::isStopped);
    }

    private boolean isStopped() throws IOException {
        var threads = Path.of("/proc", Long.toString(process.pid()), "task");
        if (!Files.exists(threads)) {
            return true;
        }
        try (var each = Files.list(threads)) {
            return each.allMatch(thread -> stateOf(thread).startsWith("T"));
        }
    }

    private static String stateOf(Path thread) {
        try {
            return Files.readAllLines(thread.resolve("status")).stream().filter(line -> line.startsWith("State:"))
                    .map(line -> line.substring("State:".length()).strip()).findFirst().orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    /** Reports whether it has logged something like this. */
    boolean said(String words) {
        return words().contains(words);
    }

    /** Returns everything it has logged. */
    String words() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor(5, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            try {
                // A paused one would not hear that it shall stop.
                resume();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("the relay's process can't be resumed", e);
            }
        }
        process.close();
    }

    /** The child's. */
    public static void main(String[] args) {
        var database = new ServiceDatabase(args[0], Integer.parseInt(args[1]), args[2], args[3], args[4], args[5]);
        var service = TestService.start(database, args[6], none -> {}, Arrays.copyOfRange(args, 7, args.length));
        Runtime.getRuntime().addShutdownHook(new Thread(service::close, "stop"));
    }
}
