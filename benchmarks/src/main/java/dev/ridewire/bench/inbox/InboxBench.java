package dev.ridewire.bench.inbox;

import dev.ridewire.messaging.inbox.InboxListeners;
import dev.ridewire.parts.Folders;
import dev.ridewire.parts.LocalKafka;
import dev.ridewire.parts.LocalPostgres;
import dev.ridewire.parts.Ports;
import dev.ridewire.parts.ServiceDatabase;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Measures the inbox. */
@Command(name = "inbox", mixinStandardHelpOptions = true, sortOptions = false, description = "From a full topic through the inbox into an effect that costs nothing: events a second of one listener thread.")
public final class InboxBench implements Callable<Integer> {
    private static final String PASSWORD = "bench";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--events", paramLabel = "N", description = "In the topic when the listener starts (default ${DEFAULT-VALUE}).", defaultValue = "200000")
    private int events;

    @Option(names = "--warm-up", paramLabel = "N", description = "Events before that, for the compilers (default ${DEFAULT-VALUE}).", defaultValue = "200000")
    private int warmUp;

    @Option(names = "--json", paramLabel = "FILE", description = "Where the numbers go as JSON (default ${DEFAULT-VALUE}).", defaultValue = "inbox-bench.json")
    private Path json = Path.of("inbox-bench.json");

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("ridewire-bench-");
        List<Drain> drains = new ArrayList<>();
        try (var postgres = LocalPostgres.start(new LocalPostgres.Settings(
                Path.of(System.getProperty("java.io.tmpdir"), "ridewire-cache-" + System.getProperty("user.name")),
                folder.resolve("postgres"), folder.resolve("postgres.log"), Ports.free(), PASSWORD));
                var kafka = LocalKafka.start(new LocalKafka.Settings(folder.resolve("kafka"),
                        folder.resolve("kafka.log"), Ports.free(), Ports.free(),
                        System.getProperty("java.class.path")))) {
            var database = new ServiceDatabase(Ports.HOST, postgres.port(), "bench", "bench", PASSWORD, PASSWORD);
            postgres.provision(database);
            var consumer = new Counting();
            try (var service = ListeningService.start(database, kafka.bootstrapServers(), consumer)) {
                say("warming up");
                service.drain("warm-up", warmUp, 1_000);
                for (int aggregates : new int[]{events, 1_000}) {
                    say("%,d events of %,d aggregates".formatted(events, aggregates));
                    drains.add(service.drain("%,d aggregates".formatted(aggregates), events, aggregates));
                }
            }
        }
        print(drains);
        write(drains);
        Folders.delete(folder);
        return 0;
    }

    private void print(List<Drain> drains) {
        out().printf(Locale.ROOT, "%n%-24s %9s %9s %9s %14s%n", "from", "events", "applied", "events/s",
                "CPU ms/1,000");
        for (var drain : drains) {
            out().printf(Locale.ROOT, "%-24s %9d %9d %9.0f %14.1f%n", drain.name(), drain.events(), drain.applied(),
                    drain.eventsPerSecond(), drain.cpuMillisPer1000());
        }
        out().println("\nOne listener thread; " + InboxListeners.class.getSimpleName()
                + " as services run it, CPU of its whole JVM without compilers.");
        out().flush();
    }

    private void write(List<Drain> drains) throws Exception {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("processors", Runtime.getRuntime().availableProcessors());
        root.put("java", Runtime.version().toString());
        root.put("drains", drains);
        Files.writeString(json, JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build()
                .writeValueAsString(root) + "\n");
        say("As JSON: " + json.toAbsolutePath());
    }

    private void say(String line) {
        out().println(line);
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
