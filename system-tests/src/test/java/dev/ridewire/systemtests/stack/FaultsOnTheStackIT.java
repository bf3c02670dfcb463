package dev.ridewire.systemtests.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.geo.GeoPoint;
import dev.ridewire.simulator.CitySimulation;
import dev.ridewire.simulator.ProgressPrinter;
import dev.ridewire.simulator.SimulationPlan;
import dev.ridewire.simulator.SimulationSummary;
import dev.ridewire.stack.home.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Promises that hold when things go wrong. Each test uses a region of its own, too far from the others for their
 * drivers. {@code -Dfaults.kafka-away=PT150S} sets the length of Kafka's outage.
 */
@Order(2)
@ExtendWith(SharedStack.class)
class FaultsOnTheStackIT {
    private static final Duration KAFKA_AWAY = Duration.parse(System.getProperty("faults.kafka-away", "PT20S"));
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int CLICKS = 50;
    private static final int DRIVERS = 10;
    /** Half as many as there are rides: each driver takes several, and the last ride does not wait long for a car. */
    private static final int DRIVERS_IN_TOWN = 12;

    private final StackUnderTest stack;

    FaultsOnTheStackIT(StackUnderTest stack) {
        this.stack = stack;
    }

    @Test
    void fiftyParallelPostsOfOneRideWithOneKeyLeaveOneRideAndOneEvent() throws Exception {
        Rider rider = stack.newRider();
        Map<String, Object> request = rider.requestFrom(new GeoPoint(41.24, -8.55));
        String key = UUID.randomUUID().toString();

        List<Api.Answer> answers = allAtOnce(CLICKS, click -> rider.sendUntilNotOverloaded(request, key));

        assertThat(answers).extracting(Api.Answer::status).isSubsetOf(201, 409).contains(201);
        assertThat(answers.stream().filter(answer -> answer.status() == 201)
                .map(answer -> answer.body().path("id").asString()))
                .as("rides").containsOnly(rider.send(request, key).body().path("id").asString());
        String ride = rider.send(request, key).body().path("id").asString();
        await().atMost(SOON).untilAsserted(() -> assertThat(stack.countOf("SearchStarted", ride)).isOne());
        assertThat(stack.countOf("RideRequested", ride)).isOne();
    }

    @Test
    void tenDriversAcceptingOneRideGetOneYesAndLeaveOneEvent() throws Exception {
        var place = new GeoPoint(41.03, -8.55);
        List<Driver> drivers = new ArrayList<>();
        for (int i = 0; i < DRIVERS; i++) {
            drivers.add(stack.newDriverAt(place));
        }
        Rider rider = stack.newRider();
        String ride = rider.requestRide(place, UUID.randomUUID().toString());
        String offer = await().atMost(SOON).until(
                () -> drivers.stream().flatMap(driver -> driver.offerFor(ride).stream()).findFirst(),
                Optional::isPresent).orElseThrow();

        List<Api.Answer> answers = allAtOnce(DRIVERS, number -> drivers.get(number).accept(offer));

        assertThat(answers).extracting(Api.Answer::status).containsOnlyOnce(200).isSubsetOf(200, 404, 409);
        await().atMost(SOON).untilAsserted(() -> assertThat(rider.stateOf(ride)).isEqualTo("DRIVER_ASSIGNED"));
        assertThat(stack.countOf("MatchAssigned", ride)).isOne();
        assertThat(stack.countOf("DriverAssigned", ride)).isOne();
        drivers.forEach(Driver::close);
    }

    @Test
    void aDriverOnARideIsOfferedNoSecondOne() throws Exception {
        var place = new GeoPoint(40.90, -74.20);
        Rider one = stack.newRider();
        Rider other = stack.newRider();
        try (Driver driver = stack.newDriverAt(place)) {
            Map<String, Rider> rides = new LinkedHashMap<>();
            rides.put(one.requestRide(place, "one"), one);
            rides.put(other.requestRide(place, "other"), other);
            String offer = await().atMost(SOON).until(driver::offers, offers -> offers.size() == 1)
                    .getFirst().path("id").asString();

            List<Api.Answer> answers = allAtOnce(CLICKS, click -> driver.accept(offer));

            assertThat(answers).as("the same answer, however often").extracting(Api.Answer::status).containsOnly(200);

            await().atMost(SOON).untilAsserted(() -> assertThat(statesOf(rides))
                    .containsExactlyInAnyOrder("DRIVER_ASSIGNED", "REQUESTED"));
            // The driver is on a ride: no second offer comes, whatever the matching does meanwhile.
            await().during(Duration.ofSeconds(3)).atMost(SOON).until(() -> driver.offers().isEmpty());
            assertThat(statesOf(rides)).containsExactlyInAnyOrder("DRIVER_ASSIGNED", "REQUESTED");
        }
    }

    @Test
    void ridesAskedForWhileKafkaIsAwayAndBookingIsKilledReachTheirDriversAfterwards() {
        List<GeoPoint> places = List.of(
                new GeoPoint(40.62, -74.15), new GeoPoint(40.62, -73.95), new GeoPoint(40.62, -73.72));
        List<Driver> drivers = places.stream().map(stack::newDriverAt).toList();
        Map<String, Rider> rides = new LinkedHashMap<>();
        stack.takeAway(Part.KAFKA);
        Instant away = Instant.now();

        try {
            rides.putAll(requested(places.get(0)));
            stack.kill(Part.BOOKING);
            stack.awaitReady(Part.BOOKING);
            rides.putAll(requested(places.get(1)));
            // The length of the outage is what is tested, so this is the one place that waits for the clock.
            await().atMost(KAFKA_AWAY.plus(SOON)).until(() -> Instant.now().isAfter(away.plus(KAFKA_AWAY)));
            rides.putAll(requested(places.get(2)));
            assertThat(statesOf(rides)).containsOnly("REQUESTED");
        } finally {
            stack.bringBack(Part.KAFKA);
        }

        await().atMost(StackUnderTest.RECOVERY).untilAsserted(() -> {
            drivers.forEach(driver -> driver.offers().forEach(offer -> driver.accept(offer.path("id").asString())));
            assertThat(statesOf(rides)).containsOnly("DRIVER_ASSIGNED");
        });
        rides.keySet().forEach(ride -> assertThat(stack.countOf("DriverAssigned", ride)).isOne());
        drivers.forEach(Driver::close);
    }

    @Test
    void everyRideEndsAlthoughEachServiceIsKilledInTurn() throws Exception {
        var openRides = new OpenRides(new ProgressPrinter(System.out));
        var simulation = new CitySimulation(
                SimulationPlan.madeUp(stack.addresses(), stack::tokenFor, 24, DRIVERS_IN_TOWN).withSeed(7), openRides);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<SimulationSummary> run = executor.submit(simulation::run);
            for (Part service : List.of(Part.DISPATCH, Part.BOOKING, Part.TRACKING)) {
                await().atMost(StackUnderTest.RECOVERY).until(() -> run.isDone() || openRides.count() >= 2);
                assertThat(run.isDone()).as("all rides ended before %s could be killed", service).isFalse();
                stack.kill(service);
                stack.awaitReady(service);
            }
            SimulationSummary summary = run.get();
            assertThat(summary.successful()).as(summary.toString()).isTrue();
        }
    }

    private Map<String, Rider> requested(GeoPoint place) {
        Rider rider = stack.newRider();
        return Map.of(rider.requestRide(place, UUID.randomUUID().toString()), rider);
    }

    private static List<String> statesOf(Map<String, Rider> rides) {
        return rides.entrySet().stream().map(ride -> ride.getValue().stateOf(ride.getKey())).toList();
    }

    private interface Numbered<T> {
        T call(int number) throws Exception;
    }

    private static <T> List<T> allAtOnce(int times, Numbered<T> what) throws InterruptedException, ExecutionException {
        List<Callable<T>> calls = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            int number = i;
            calls.add(() -> what.call(number));
        }
        List<T> results = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> call : executor.invokeAll(calls)) {
                results.add(call.get());
            }
        }
        return results;
    }
}
