package dev.ridewire.systemtests.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.geo.GeoPoint;
import dev.ridewire.messaging.deadletter.DeadLetterOffice;
import dev.ridewire.messaging.deadletter.LetterId;
import dev.ridewire.simulator.CitySimulation;
import dev.ridewire.simulator.Habits;
import dev.ridewire.simulator.ProgressPrinter;
import dev.ridewire.simulator.SimulationPlan;
import dev.ridewire.simulator.SimulationSummary;
import dev.ridewire.stack.home.Part;
import dev.ridewire.stack.home.StackPorts;
import dev.ridewire.stack.letters.RefusedEvents;
import dev.ridewire.systemtests.stack.ZipkinTraces.Span;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rides on the whole system, each of which can be seen as one trace. */
@Order(1)
@ExtendWith(SharedStack.class)
class RideThroughTheStackIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StackUnderTest stack;

    RideThroughTheStackIT(StackUnderTest stack) {
        this.stack = stack;
    }

    @Test
    void ridesHappenAndEachIsOneTraceFromTheRequestThroughDispatchBackToBooking() throws InterruptedException {
        assertThat(stack.running().readyLine()).matches("ready booking=\\S+ dispatch=\\S+ tracking=\\S+ traces=\\S+");

        SimulationSummary summary = new CitySimulation(
                SimulationPlan.madeUp(stack.addresses(), stack::tokenFor, 3, 4).withHabits(Habits.PLAIN).withSeed(1),
                new ProgressPrinter(System.out)).run();

        assertThat(summary.successful()).as(summary.toString()).isTrue();
        assertThat(summary.completed()).as(summary.toString()).isEqualTo(3);
        String ride = Objects.requireNonNull(summary.oneRideId());
        await().atMost(PATIENCE).untilAsserted(() -> assertIsOneTrace(
                ZipkinTraces.ofRide(stack.ports().address(Part.ZIPKIN), ride)));
        assertThat(stack.eventsOf(ride))
                .anySatisfy(line -> assertThat(line).contains("ridewire.booking.ride.v1.RideRequested"))
                .anySatisfy(line -> assertThat(line).contains("ridewire.dispatch.match.v1.MatchAssigned"))
                .anySatisfy(line -> assertThat(line).contains("ridewire.booking.ride.v1.RideCompleted"))
                .allSatisfy(line -> assertThat(line).contains(ride).doesNotContain(".dlt\""));
        assertThat(RefusedEvents.of(stack.running(), stack.home()).list()).isEmpty();
        assertThat(deadLetters(stack.ports())).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"PT-1M-10S, 41.20", "PT31S, 41.12"})
    void aDriverWhosePhoneHasAWrongClockIsOfferedTheRideBesideThem(Duration error, double lat) {
        var place = new GeoPoint(lat, -8.55);
        try (var driver = stack.newDriverAt(place, Clock.offset(Clock.systemUTC(), error))) {
            String ride = stack.newRider().requestRide(place, UUID.randomUUID().toString());

            String offer = await().atMost(PATIENCE).until(() -> driver.offerFor(ride), Optional::isPresent)
                    .orElseThrow();

            assertThat(driver.accept(offer).status()).isEqualTo(200);
        }
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

    private static List<LetterId> deadLetters(StackPorts ports) {
        List<LetterId> found = new ArrayList<>();
        try (var office = new DeadLetterOffice(Map.of("bootstrap.servers", ports.kafkaServers()), Clock.systemUTC())) {
            office.forEachOpen(letters -> letters.forEach(letter -> found.add(letter.id())), read -> {});
        }
        return found;
    }
}
