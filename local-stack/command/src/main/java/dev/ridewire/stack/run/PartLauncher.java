package dev.ridewire.stack.run;

import dev.ridewire.parts.ChildProcess;
import dev.ridewire.parts.LocalKafka;
import dev.ridewire.parts.LocalPostgres;
import dev.ridewire.parts.Ports;
import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.parts.Signal;
import dev.ridewire.stack.home.Home;
import dev.ridewire.stack.home.Part;
import dev.ridewire.stack.home.Secrets;
import dev.ridewire.stack.home.StackPorts;
import dev.ridewire.stack.issuer.LocalIssuer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The way in which each part is started; each call returns when the part is ready. */
final class PartLauncher {
    /** The time for a part to start. It is long: two cores may start three services at once, each with the agent. */
    private static final Duration START_PATIENCE = Duration.ofSeconds(180);
    private static final Duration STOP_GRACE = Duration.ofSeconds(20);
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    /** The options favour a small, quick start over speed in the long run. */
    private static final List<String> JVM_OPTIONS = List.of(
            "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError",
            "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");

    private final StackSettings settings;
    private final Secrets secrets;
    private final LocalIssuer issuer;

    PartLauncher(StackSettings settings) {
        this.settings = settings;
        this.secrets = new Secrets(settings.home());
        this.issuer = LocalIssuer.of(settings.home());
    }

    /**
     * Starts a part.
     *
     * @param spawned receives the process before it is ready
     */
    ChildProcess start(Part part, Consumer<ChildProcess> spawned) {
        return switch (part) {
            case POSTGRES -> postgres(spawned);
            case KAFKA -> kafka(spawned);
            case ZIPKIN -> zipkin(spawned);
            case BOOKING, DISPATCH, TRACKING -> service(part, spawned);
        };
    }

    private ChildProcess postgres(Consumer<ChildProcess> spawned) {
        Home home = settings.home();
        LocalPostgres postgres = LocalPostgres.start(
                new LocalPostgres.Settings(
                        home.cache(), home.data().resolve("postgres"), home.log("postgres"), ports().postgres(),
                        secrets.get("postgres-admin-password")),
                spawned);
        Arrays.stream(Part.values()).filter(Part::isService).map(this::database).forEach(postgres::provision);
        return postgres.process();
    }

    private ChildProcess kafka(Consumer<ChildProcess> spawned) {
        Home home = settings.home();
        return LocalKafka.start(
                new LocalKafka.Settings(
                        home.data().resolve("kafka"), home.log("kafka"), ports().kafka(), ports().kafkaController(),
                        System.getProperty("java.class.path")),
                spawned).process();
    }

    private ChildProcess zipkin(Consumer<ChildProcess> spawned) {
        List<String> command = new ArrayList<>(List.of(JAVA, "-Xmx256m"));
        command.addAll(JVM_OPTIONS);
        command.addAll(List.of(
                "-jar", settings.installation().zipkinJar().toString(),
                "--armeria.ports[0].address=" + Ports.HOST,
                "--armeria.ports[0].port=" + ports().zipkin(),
                "--armeria.ports[0].protocols[0]=http"));
        return start(Part.ZIPKIN, command, Map.of(), spawned);
    }

    private ChildProcess service(Part service, Consumer<ChildProcess> spawned) {
        List<String> command = new ArrayList<>(List.of(
                JAVA, "-javaagent:" + settings.installation().agentJar(), "-Xmx320m"));
        command.addAll(JVM_OPTIONS);
        command.addAll(List.of("-jar", settings.installation().serviceJar(service.label()).toString()));
        Map<String, String> environment = new HashMap<>(
                ServiceEnvironment.of(service, settings, database(service), issuer, secrets));
        environment.putAll(settings.overrides());
        return start(service, command, environment, spawned);
    }

    private ChildProcess start(
            Part part, List<String> command, Map<String, String> environment, Consumer<ChildProcess> spawned) {
        ChildProcess child = ChildProcess.start(new ChildProcess.Spec(
                part.label(), command, environment, settings.home().log(part.label()), Signal.TERM, STOP_GRACE));
        spawned.accept(child);
        child.awaitReady(() -> Readiness.of(part, ports()), START_PATIENCE);
        return child;
    }

    private ServiceDatabase database(Part service) {
        String name = service.label();
        return new ServiceDatabase(
                Ports.HOST, ports().postgres(), name, name,
                secrets.get(name + "-owner-password"), secrets.get(name + "-app-password"));
    }

    private StackPorts ports() {
        return settings.ports();
    }
}
