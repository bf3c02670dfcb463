package dev.ridewire.systemtests.stack;

import static org.awaitility.Awaitility.await;

import dev.ridewire.geo.GeoPoint;
import dev.ridewire.simulator.Addresses;
import dev.ridewire.stack.events.EventReader;
import dev.ridewire.stack.home.Home;
import dev.ridewire.stack.home.Installation;
import dev.ridewire.stack.home.Part;
import dev.ridewire.stack.home.ProcessIdentity;
import dev.ridewire.stack.home.RunFolder;
import dev.ridewire.stack.home.RunningStack;
import dev.ridewire.stack.home.StackPorts;
import dev.ridewire.stack.issuer.LocalIssuer;
import dev.ridewire.stack.issuer.Role;
import dev.ridewire.stack.run.LocalStack;
import dev.ridewire.stack.run.Readiness;
import dev.ridewire.stack.run.RemoteControl;
import dev.ridewire.stack.run.StackSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The whole system on free ports, with the means to stop and kill its parts. */
final class StackUnderTest implements AutoCloseable {
    /** The longest wait for a restart, generous enough for a small, busy machine. */
    static final Duration RECOVERY = Duration.ofMinutes(6);

    /**
     * JVM options that save a fifth of the processor time of a service's start. These services live for minutes only,
     * and the services' own tests load the same classes verified.
     */
    private static final String QUICK_START = "-XX:+UseSerialGC -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote";

    private static final AtomicInteger NAMES = new AtomicInteger();

    private final Home home;
    private final StackPorts ports;
    private final LocalStack stack;
    private final RunningStack running;
    private final LocalIssuer issuer;

    private StackUnderTest(Home home, LocalStack stack, RunningStack running) {
        this.home = home;
        this.ports = running.ports();
        this.stack = stack;
        this.running = running;
        this.issuer = LocalIssuer.of(home);
    }

    /** Starts every part and waits until all are ready. */
    static StackUnderTest start(Path folder) {
        var home = new Home(folder.resolve("home"));
        StackPorts ports = StackPorts.free();
        var settings = new StackSettings(home, new Installation(Path.of(System.getProperty("ridewire.root", ".."))),
                ports, EnumSet.allOf(Part.class), false, Map.of("JAVA_TOOL_OPTIONS", QUICK_START));
        LocalStack stack = LocalStack.in(settings, System.out::println);
        try {
            return new StackUnderTest(home, stack, stack.start());
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    StackPorts ports() {
        return ports;
    }

    Home home() {
        return home;
    }

    /** Returns what the stack said of itself when it was ready. */
    RunningStack running() {
        return running;
    }

    /** Returns where bots find the services. */
    Addresses addresses() {
        return new Addresses(ports.address(Part.BOOKING), ports.address(Part.DISPATCH), ports.address(Part.TRACKING),
                ports.address(Part.ZIPKIN));
    }

    /** Returns a token of the local issuer, as bots ask for it. */
    String tokenFor(String role, String name) {
        return issuer.tokenFor(Role.of(role), name, Instant.now());
    }

    /** Returns a rider without any history. */
    Rider newRider() {
        String name = "rider-" + NAMES.incrementAndGet();
        return new Rider(ports, issuer.tokenFor(Role.RIDER, name, Instant.now()));
    }

    /** Puts a new driver on shift, who reports this place every few seconds until closed. */
    Driver newDriverAt(GeoPoint place) {
        return newDriverAt(place, Clock.systemUTC());
    }

    /** @param clock the phone's */
    Driver newDriverAt(GeoPoint place, Clock clock) {
        String name = "driver-" + NAMES.incrementAndGet();
        return Driver.onShift(ports, name, issuer.tokenFor(Role.DRIVER, name, Instant.now()), place, clock);
    }

    /** Kills a part as {@code kill -9} does; the launcher starts it again by itself. */
    void kill(Part part) {
        new RunFolder(home).child(part).flatMap(ProcessIdentity::find).orElseThrow().destroyForcibly();
        await().atMost(RECOVERY).until(() -> !Readiness.of(part, ports));
    }

    void awaitReady(Part part) {
        await().atMost(RECOVERY).until(() -> Readiness.of(part, ports));
    }

    /** Stops a part until {@link #bringBack}. */
    void takeAway(Part part) {
        new RemoteControl(home).stop(part);
    }

    void bringBack(Part part) {
        new RemoteControl(home).start(part);
    }

    /** Reads all events of a ride, as {@code ridewire events --ride} prints them. */
    List<String> eventsOf(String ride) {
        List<String> lines = new ArrayList<>();
        try (var reader = new EventReader(ports.kafkaServers())) {
            reader.readAll(ride, lines::add);
        }
        return lines;
    }

    long countOf(String fact, String ride) {
        return eventsOf(ride).stream().filter(line -> line.contains(fact + "\"")).count();
    }

    /** Stops every part; harmless when they are stopped already. */
    @Override
    public void close() {
        stack.close();
    }
}
