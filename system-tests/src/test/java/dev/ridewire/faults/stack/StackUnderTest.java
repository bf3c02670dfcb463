package dev.ridewire.faults.stack;

import static org.awaitility.Awaitility.await;

import dev.ridewire.geo.GeoPoint;
import dev.ridewire.stack.events.EventReader;
import dev.ridewire.stack.home.Home;
import dev.ridewire.stack.home.Installation;
import dev.ridewire.stack.home.Part;
import dev.ridewire.stack.home.ProcessIdentity;
import dev.ridewire.stack.home.RunFolder;
import dev.ridewire.stack.home.StackPorts;
import dev.ridewire.stack.issuer.LocalIssuer;
import dev.ridewire.stack.issuer.Role;
import dev.ridewire.stack.run.LocalStack;
import dev.ridewire.stack.run.Readiness;
import dev.ridewire.stack.run.RemoteControl;
import dev.ridewire.stack.run.StackSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The whole system on free ports, and hands that pull its plugs. */
final class StackUnderTest implements AutoCloseable {
    /** A service's restart on a small, busy machine. */
    static final Duration RECOVERY = Duration.ofMinutes(3);

    private static final AtomicInteger NAMES = new AtomicInteger();

    private final Home home;
    private final StackPorts ports;
    private final LocalStack stack;
    private final LocalIssuer issuer;

    private StackUnderTest(Home home, StackPorts ports, LocalStack stack) {
        this.home = home;
        this.ports = ports;
        this.stack = stack;
        this.issuer = LocalIssuer.of(home);
    }

    static StackUnderTest start(Path folder) {
        var home = new Home(folder.resolve("home"));
        StackPorts ports = StackPorts.free();
        var settings = new StackSettings(home, new Installation(Path.of(System.getProperty("ridewire.root", ".."))),
                ports, EnumSet.allOf(Part.class), false, Map.of());
        LocalStack stack = LocalStack.in(settings, System.out::println);
        try {
            stack.start();
            return new StackUnderTest(home, ports, stack);
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    StackPorts ports() {
        return ports;
    }

    LocalIssuer issuer() {
        return issuer;
    }

    /** Someone whom nobody has heard of yet. */
    Rider newRider() {
        String name = "rider-" + NAMES.incrementAndGet();
        return new Rider(ports, issuer.tokenFor(Role.RIDER, name, Instant.now()));
    }

    /** Someone on shift at a place, saying so every few seconds until closed. */
    Driver newDriverAt(GeoPoint place) {
        String name = "driver-" + NAMES.incrementAndGet();
        return Driver.onShift(ports, name, issuer.tokenFor(Role.DRIVER, name, Instant.now()), place);
    }

    /** Ends a part as {@code kill -9} does; the launcher starts it again by itself. */
    void kill(Part part) {
        new RunFolder(home).child(part).flatMap(ProcessIdentity::find).orElseThrow().destroyForcibly();
        await().atMost(RECOVERY).until(() -> !Readiness.of(part, ports));
    }

    void awaitReady(Part part) {
        await().atMost(RECOVERY).until(() -> Readiness.of(part, ports));
    }

    /** Takes a part away until {@link #bringBack}. */
    void takeAway(Part part) {
        new RemoteControl(home).stop(part);
    }

    void bringBack(Part part) {
        new RemoteControl(home).start(part);
    }

    /** What all topics say of a ride, as `ridewire events --ride` prints it. */
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

    @Override
    public void close() {
        stack.close();
    }
}
