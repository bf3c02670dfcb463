package dev.ridewire.simulator.fake;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Booking: rides in memory, which begin where dispatch looks for them. */
final class FakeBooking {
    private static final String PIN = "4711";

    private final JsonMapper json;
    private final Map<String, FakeRide> rides;
    private final Map<String, String> ridesByKey = new LinkedHashMap<>();
    private boolean forgetful;

    FakeBooking(JsonMapper json, Map<String, FakeRide> rides) {
        this.json = json;
        this.rides = rides;
    }

    void forgetKeys() {
        forgetful = true;
    }

    Answered quote() {
        return Answered.ok(201, Map.of("quoteId", "q", "options", new Object[]{Map.of("vehicleClass", "STANDARD")}));
    }

    Answered request(String who, @Nullable String key, JsonNode body) {
        if (key == null) {
            return Answered.problem(400, "idempotency-key-missing", null);
        }
        String next = "ride-" + (rides.size() + 1);
        String id = forgetful ? next : ridesByKey.computeIfAbsent(who + key, any -> next);
        return Answered.ok(201, view(rides.computeIfAbsent(id, any -> new FakeRide(id, who, body)), who));
    }

    Answered look(String who, String rideId, @Nullable String etag) {
        FakeRide ride = rides.get(rideId);
        if (ride == null || !ride.concerns(who)) {
            return Answered.notFound();
        }
        String current = "\"" + ride.version + "\"";
        return current.equals(etag)
                ? Answered.ok(304, null)
                : new Answered(200, view(ride, who), Map.of("ETag", current));
    }

    Answered cancel(String who, String rideId) {
        FakeRide ride = rides.get(rideId);
        if (ride == null || !ride.concerns(who)) {
            return Answered.notFound();
        }
        if (!ride.isLive() || ride.state.equals("IN_PROGRESS")) {
            return Answered.problem(409, "illegal-state", ride.state);
        }
        boolean givenBack = who.equals(ride.driver);
        ride.loseDriver();
        if (givenBack) {
            ride.declinedBy = who;
            ride.offers++;
            ride.attempt++;
            ride.become("REQUESTED");
            return Answered.ok(204, null);
        }
        ride.become("CANCELLED");
        return Answered.ok(200, view(ride, who));
    }

    Answered arrive(String who, String rideId) {
        return step(who, rideId, "DRIVER_ASSIGNED", "DRIVER_ARRIVED");
    }

    Answered start(String who, String rideId, String pin) {
        return pin.equals(PIN)
                ? step(who, rideId, "DRIVER_ARRIVED", "IN_PROGRESS")
                : Answered.problem(422, "wrong-pin", null);
    }

    Answered complete(String who, String rideId) {
        return step(who, rideId, "IN_PROGRESS", "COMPLETED");
    }

    private Answered step(String who, String rideId, String from, String to) {
        FakeRide ride = rides.get(rideId);
        if (ride == null || !who.equals(ride.driver)) {
            return Answered.notFound();
        }
        if (!ride.state.equals(from)) {
            return Answered.problem(409, "illegal-state", ride.state);
        }
        ride.become(to);
        return Answered.ok(200, view(ride, who));
    }

    private ObjectNode view(FakeRide ride, String who) {
        ObjectNode view = json.createObjectNode()
                .put("id", ride.id)
                .put("riderId", ride.riderId)
                .put("state", ride.state)
                .put("version", ride.version)
                .put("attempt", ride.attempt);
        if (who.equals(ride.riderId)) {
            view.put("pin", PIN);
        }
        if (ride.driver != null) {
            view.putObject("driver").put("id", ride.driver);
        }
        return view;
    }
}
