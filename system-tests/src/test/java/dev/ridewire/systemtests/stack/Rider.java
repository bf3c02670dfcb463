package dev.ridewire.systemtests.stack;

import dev.ridewire.geo.GeoPoint;
import dev.ridewire.stack.home.Part;
import dev.ridewire.stack.home.StackPorts;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A rider's phone. */
final class Rider {
    private static final double KILOMETRE_NORTH = 0.009;

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
