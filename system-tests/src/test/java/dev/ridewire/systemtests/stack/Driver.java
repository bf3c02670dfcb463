package dev.ridewire.systemtests.stack;

import dev.ridewire.geo.GeoPoint;
import dev.ridewire.stack.home.Part;
import dev.ridewire.stack.home.StackPorts;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** A driver's phone, which says where it is until it is closed. */
final class Driver implements AutoCloseable {
    private static final int SECONDS_BETWEEN_PINGS = 3;

    private final String name;
    private final Clock clock;
    private final Api dispatch;
    private final Api tracking;
    private final ScheduledExecutorService pings = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("pings").factory());

    private Driver(String name, Api dispatch, Api tracking, Clock clock) {
        this.name = name;
        this.clock = clock;
        this.dispatch = dispatch;
        this.tracking = tracking;
    }

    /** @param clock the phone's */
    static Driver onShift(StackPorts ports, String name, String token, GeoPoint place, Clock clock) {
        var driver = new Driver(name, new Api(ports.address(Part.DISPATCH), token),
                new Api(ports.address(Part.TRACKING), token), clock);
        Api.Answer shift = driver.dispatch.put("/v1/drivers/me/shift", Map.of("status", "ONLINE",
                "vehicle", Map.of("class", "STANDARD", "plate", "RW 1", "model", "Toyota Prius")));
        if (shift.status() != 200) {
            throw new AssertionError("no shift: " + shift);
        }
        // Shut down by close; a ping that fails answers with a status and never throws.
        var _ = driver.pings.scheduleWithFixedDelay(
                () -> driver.ping(place), 0, SECONDS_BETWEEN_PINGS, TimeUnit.SECONDS);
        return driver;
    }

    String name() {
        return name;
    }

    List<JsonNode> offers() {
        JsonNode body = dispatch.get("/v1/drivers/me/offers").body();
        return body.isArray() ? body.valueStream().toList() : List.of();
    }

    Optional<String> offerFor(String ride) {
        return offers().stream().filter(offer -> offer.path("rideId").asString().equals(ride))
                .map(offer -> offer.path("id").asString()).findFirst();
    }

    Api.Answer accept(String offer) {
        return dispatch.post("/v1/offers/" + offer + "/accept", null);
    }

    private void ping(GeoPoint place) {
        tracking.post("/v1/drivers/me/locations",
                Map.of("points", List.of(Map.of("lat", place.lat(), "lng", place.lng(),
                        "recordedAt", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString()))));
    }

    @Override
    public void close() {
        pings.shutdownNow();
    }
}
