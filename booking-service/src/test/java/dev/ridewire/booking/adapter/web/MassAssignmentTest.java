package dev.ridewire.booking.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Members that a body has no business with. They are ignored rather than refused, so that a newer app can talk to an
 * older server; what they try to set stays as it was.
 */
class MassAssignmentTest extends BookingApi {
    private static final Map<String, Object> CHEAP = Map.of("amount", "0.01", "currency", "USD");
    private static final Map<String, Object> WISHES = Map.ofEntries(
            Map.entry("id", "00000000-0000-7000-8000-000000000001"),
            Map.entry("riderId", "someone-else"), Map.entry("rider", Map.of("id", "someone-else")),
            Map.entry("state", "COMPLETED"), Map.entry("status", "COMPLETED"), Map.entry("version", 41),
            Map.entry("attempt", 7), Map.entry("fare", CHEAP), Map.entry("quotedFare", CHEAP),
            Map.entry("terms", Map.of("surge", "0.01")), Map.entry("driver", Map.of("id", "accomplice")),
            Map.entry("driverId", "accomplice"), Map.entry("requestedAt", "2001-01-01T00:00:00Z"),
            Map.entry("stateChangedAt", "2001-01-01T00:00:00Z"), Map.entry("pickupEtaSeconds", 1),
            Map.entry("cancellation", Map.of("by", "DRIVER", "reason", "x", "fee", CHEAP)),
            Map.entry("by", "DISPATCHER"), Map.entry("fee", CHEAP), Map.entry("excludedDrivers", List.of("x")),
            Map.entry("triesLeft", 1_000), Map.entry("wrongPins", -1_000), Map.entry("ratedAt", "2001-01-01T00:00:00Z"),
            Map.entry("changeableUntil", "2999-01-01T00:00:00Z"), Map.entry("class", "java.lang.Runtime"),
            Map.entry("@class", "java.lang.Runtime"), Map.entry("__proto__", Map.of("state", "COMPLETED")));

    @Test
    void aRequestedRideIsWhatTheServerMakesOfIt() {
        var rider = rider();
        Map<String, Object> body = new HashMap<>(WISHES);
        body.put("pin", "1111");
        body.putAll(quotedRequest(rider));

        JsonNode ride = json(requestRide(rider, UUID.randomUUID().toString(), body), 201);
        json(post(rider, pathOf(ride) + "/cancel", Map.of("reason", "changed-plans")), 200);
        JsonNode plain = requestedRide(rider);

        assertThat(idOf(ride)).isNotEqualTo(WISHES.get("id"));
        assertThat(ride.get("riderId").asString()).isEqualTo(rider.name());
        assertThat(ride.get("requestedAt").asString()).isGreaterThan("2026");
        assertThat(ride.propertyNames()).isEqualTo(plain.propertyNames());
        for (String member : List.of("state", "version", "attempt", "quotedFare", "fare", "driver", "pickupEtaSeconds",
                "cancellation")) {
            assertThat(ride.get(member)).as(member).isEqualTo(plain.get(member));
        }
    }

    @Test
    void aCommandDoesWhatItsNameSaysAndNothingMore() {
        var rider = rider();
        var driver = driver();
        JsonNode ride = assignedRide(rider, driver);

        JsonNode arrived = json(post(driver, pathOf(ride) + "/arrive", WISHES), 200);
        JsonNode started = json(post(driver, pathOf(ride) + "/start", with("pin", ride.get("pin").asString())), 200);
        JsonNode completed = json(post(driver, pathOf(ride) + "/complete", WISHES), 200);

        assertOnlyMoved(ride, arrived, "DRIVER_ARRIVED", 3);
        assertOnlyMoved(ride, started, "IN_PROGRESS", 4);
        assertOnlyMoved(ride, completed, "COMPLETED", 5);
    }

    @Test
    void aCancellationIsByWhoeverCancelsAndItsFeeIsThePolicys() {
        var rider = rider();
        JsonNode ride = assignedRide(rider, driver());

        JsonNode cancelled = json(post(rider, pathOf(ride) + "/cancel", with("reason", "changed-plans")), 200);

        assertThat(cancelled.get("cancellation").toString()).isEqualTo("""
                {"by":"RIDER","reason":"changed-plans","fee":{"amount":"0.00","currency":"USD"}}""");
        assertThat(cancelled.get("version").asInt()).isEqualTo(3);
    }

    @Test
    void aRatingIsGivenByWhoGivesItAndNow() {
        var rider = rider();
        JsonNode ride = completedRide(rider, driver());

        JsonNode rating = json(post(rider, pathOf(ride) + "/rating", with("stars", 5)), 200);

        assertThat(rating.get("by").asString()).isEqualTo("RIDER");
        assertThat(rating.get("ratedAt").asString()).isGreaterThan("2026");
        assertThat(rating.get("changeableUntil").asString()).isLessThan("2900");
    }

    @Test
    void aQuoteCostsWhatTheTariffSays() {
        var rider = rider();
        Map<String, Object> wishes = new HashMap<>(WISHES);
        wishes.putAll(Map.of("pickup", PICKUP, "dropoff", DROPOFF, "surgeMultiplier", "0.01", "city", "porto",
                "expiresAt", "2999-01-01T00:00:00Z", "options", List.of(CHEAP)));

        JsonNode wished = json(post(rider, "/v1/quotes", wishes), 201);
        JsonNode plain = json(post(rider, "/v1/quotes", Map.of("pickup", PICKUP, "dropoff", DROPOFF)), 201);

        assertThat(wished.get("options")).isEqualTo(plain.get("options"));
        assertThat(wished.get("city")).isEqualTo(plain.get("city"));
        assertThat(wished.get("expiresAt").asString()).isLessThan("2900");
    }

    private static Map<String, Object> with(String name, Object value) {
        Map<String, Object> body = new HashMap<>(WISHES);
        body.put(name, value);
        return body;
    }

    private static void assertOnlyMoved(JsonNode before, JsonNode after, String state, int version) {
        assertThat(after.get("state").asString()).isEqualTo(state);
        assertThat(after.get("version").asInt()).isEqualTo(version);
        for (String member : List.of("id", "riderId", "attempt", "vehicleClass", "pickup", "dropoff", "quotedFare",
                "fare", "driver", "requestedAt", "cancellation")) {
            assertThat(after.get(member)).as(member).isEqualTo(before.get(member));
        }
    }
}
