package dev.ridewire.systemtests.stack;

import static org.awaitility.Awaitility.await;

import dev.ridewire.geo.GeoPoint;
import dev.ridewire.stack.home.Part;
import dev.ridewire.stack.home.StackPorts;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A rider's phone. */
final class Rider {
    private static final double KILOMETRE_NORTH = 0.009;
    private static final int OVERLOADED = 503;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Api booking;

    Rider(StackPorts ports, String token) {
        this.booking = new Api(ports.address(Part.BOOKING), token);
    }

    /** A request that can be sent as often as one likes: a kilometre to the north. */
    Map<String, Object> requestFrom(GeoPoint pickup) {
        Map<String, Object> from = Map.of("lat", pickup.lat(), "lng", pickup.lng());
        Map<String, Object> to = Map.of("lat", pickup.lat() + KILOMETRE_NORTH, "lng", pickup.lng());
        Api.Answer quote = booking.post("/v1/quotes", Map.of("pickup", from, "dropoff", to));
        return Map.of("quoteId", quote.body().path("quoteId").asString(), "vehicleClass", "STANDARD",
                "pickup", from, "dropoff", to);
    }

    Api.Answer send(Map<String, Object> request, String key) {
        return booking.post("/v1/rides", request, "Idempotency-Key", key);
    }

    /** Sends a request again, as an app does, while booking answers that it is overloaded and did nothing. */
    Api.Answer sendUntilNotOverloaded(Map<String, Object> request, String key) {
        return await().pollDelay(Duration.ZERO).pollInterval(RETRY_AFTER).atMost(PATIENCE)
                .until(() -> send(request, key), answer -> answer.status() != OVERLOADED);
    }

    /** Asks for a ride and fails if that fails. @return its id */
    String requestRide(GeoPoint pickup, String key) {
        Api.Answer answer = send(requestFrom(pickup), key);
        if (answer.status() != 201) {
            throw new AssertionError("no ride: " + answer);
        }
        return answer.body().path("id").asString();
    }

    JsonNode ride(String id) {
        return booking.get("/v1/rides/" + id).body();
    }

    String stateOf(String id) {
        return ride(id).path("state").asString("");
    }
}
