package dev.ridewire.stack.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.messaging.deadletter.DeadLetterOffice;
import dev.ridewire.messaging.deadletter.LetterId;
import dev.ridewire.simulator.Addresses;
import dev.ridewire.simulator.CitySimulation;
import dev.ridewire.simulator.Habits;
import dev.ridewire.simulator.ProgressPrinter;
import dev.ridewire.simulator.SimulationPlan;
import dev.ridewire.simulator.SimulationSummary;
import dev.ridewire.stack.events.EventReader;
import dev.ridewire.stack.home.Home;
import dev.ridewire.stack.home.Installation;
import dev.ridewire.stack.home.Part;
import dev.ridewire.stack.home.RunningStack;
import dev.ridewire.stack.home.StackPorts;
import dev.ridewire.stack.issuer.LocalIssuer;
import dev.ridewire.stack.issuer.Role;
import dev.ridewire.stack.letters.RefusedEvents;
import dev.ridewire.stack.run.ZipkinTraces.Span;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole system on free ports: rides happen, and each can be seen as one trace. */
class RideThroughTheStackIT {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void ridesHappenAndEachIsOneTraceFromTheRequestThroughDispatchBackToBooking() throws InterruptedException {
        var home = new Home(folder.resolve("home"));
        var settings = new StackSettings(
                home, new Installation(Path.of(System.getProperty("ridewire.root", "../.."))), StackPorts.free(),
                EnumSet.allOf(Part.class), false, Map.of());
        try (LocalStack stack = LocalStack.in(settings, System.out::println)) {
            RunningStack running = stack.start();
            assertThat(running.readyLine()).matches("ready booking=\\S+ dispatch=\\S+ tracking=\\S+ traces=\\S+");

            SimulationSummary summary = new CitySimulation(
                    plan(running.ports(), LocalIssuer.of(home)), new ProgressPrinter(System.out)).run();

            assertThat(summary.successful()).as(summary.toString()).isTrue();
            assertThat(summary.completed()).as(summary.toString()).isEqualTo(3);
            String ride = Objects.requireNonNull(summary.oneRideId());
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertIsOneTrace(
                    ZipkinTraces.ofRide(running.ports().address(Part.ZIPKIN), ride)));
            assertThat(eventsOf(ride, running.ports()))
                    .anySatisfy(line -> assertThat(line).contains("ridewire.booking.ride.v1.RideRequested"))
                    .anySatisfy(line -> assertThat(line).contains("ridewire.dispatch.match.v1.MatchAssigned"))
                    .anySatisfy(line -> assertThat(line).contains("ridewire.booking.ride.v1.RideCompleted"))
                    .allSatisfy(line -> assertThat(line).contains(ride).doesNotContain(".dlt\""));
            assertThat(RefusedEvents.of(running, home).list()).isEmpty();
            assertThat(deadLetters(running.ports())).isEmpty();
        }
        assertThat(RunningStack.find(home)).isEmpty();
    }

    private static void assertIsOneTrace(ZipkinTraces ofRide) {
        assertThat(ofRide.traces()).filteredOn(trace -> trace.beginsWith("booking", "post /v1/rides")).singleElement()
                .satisfies(trace -> {
                    assertThat(trace.orphans()).isEmpty();
                    assertThat(trace.spans()).as("the statement below the request").anySatisfy(span -> {
                        assertThat(span.name()).isEqualTo("add ride");
                        assertThat(trace.parentOf(span)).map(Span::name).hasValue("post /v1/rides");
                    });
                    assertThat(trace.spans()).as("back in booking by way of dispatch").anySatisfy(
                            span -> assertThat(trace.wayToRoot(span))
                                    .isEqualTo(List.of("booking", "dispatch", "booking")));
                });
        assertThat(ofRide.traces()).allSatisfy(trace -> assertThat(trace.orphans()).isEmpty());
    }

    private static SimulationPlan plan(StackPorts ports, LocalIssuer issuer) {
        var addresses = new Addresses(
                ports.address(Part.BOOKING), ports.address(Part.DISPATCH), ports.address(Part.TRACKING),
                ports.address(Part.ZIPKIN));
        return SimulationPlan.madeUp(
                addresses, (role, name) -> issuer.tokenFor(Role.of(role), name, Instant.now()), 3, 4)
                .withHabits(Habits.PLAIN).withSeed(1);
    }

    private static List<LetterId> deadLetters(StackPorts ports) {
        List<LetterId> found = new ArrayList<>();
        try (var office = new DeadLetterOffice(Map.of("bootstrap.servers", ports.kafkaServers()), Clock.systemUTC())) {
            office.forEachOpen(letters -> letters.forEach(letter -> found.add(letter.id())), read -> {});
        }
        return found;
    }

    private static List<String> eventsOf(String ride, StackPorts ports) {
        List<String> lines = new ArrayList<>();
        try (var reader = new EventReader(ports.kafkaServers())) {
            reader.readAll(ride, lines::add);
        }
        return lines;
    }
}
