package dev.ridewire.simulator.fake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Dispatch: a ride is matched as soon as somebody looks for an offer. */
final class FakeDispatch {
    private final JsonMapper json;
    private final Map<String, FakeRide> rides;
    private final Set<String> online = new TreeSet<>();
    private boolean careless;

    FakeDispatch(JsonMapper json, Map<String, FakeRide> rides) {
        this.json = json;
        this.rides = rides;
    }

    void giveRidesToEverybody() {
        careless = true;
    }

    Set<String> online() {
        return Set.copyOf(online);
    }

    Answered changeShift(String who, String status) {
        if (status.equals("ONLINE")) {
            online.add(who);
        } else {
            online.remove(who);
        }
        return shift(who);
    }

    Answered shift(String who) {
        return Answered.ok(200, json.createObjectNode()
                .put("driverId", who)
                .put("status", online.contains(who) ? "ONLINE" : "OFFLINE")
                .put("rideId", driving(who).map(ride -> ride.id).orElse(null)));
    }

    Answered offers(String who) {
        if (driving(who).isPresent() && !careless) {
            return Answered.ok(200, List.of());
        }
        for (FakeRide ride : rides.values()) {
            boolean free = ride.offeredTo == null || ride.offeredTo.equals(who) || careless;
            if (ride.isLive() && free && (ride.driver == null || careless) && !who.equals(ride.declinedBy)) {
                ride.offeredTo = who;
                return Answered.ok(200, List.of(view(ride, "PENDING")));
            }
        }
        return Answered.ok(200, List.of());
    }

    Answered accept(String who, String offerId) {
        FakeRide ride = rides.get(rideOf(offerId));
        if (ride == null || ride.driver != null && !ride.driver.equals(who) && !careless) {
            return Answered.problem(409, "offer-expired", null);
        }
        if (ride.state.equals("REQUESTED")) {
            ride.driver = who;
            ride.become("DRIVER_ASSIGNED");
        } else if (!ride.isLive()) {
            return Answered.problem(409, "offer-expired", null);
        }
        return Answered.ok(200, view(ride, "ACCEPTED"));
    }

    Answered decline(String who, String offerId) {
        FakeRide ride = rides.get(rideOf(offerId));
        if (ride == null) {
            return Answered.notFound();
        }
        ride.declinedBy = who;
        ride.offers++;
        ride.offeredTo = null;
        return Answered.ok(200, view(ride, "DECLINED"));
    }

    private Optional<FakeRide> driving(String who) {
        return rides.values().stream().filter(ride -> ride.isLive() && who.equals(ride.driver)).findFirst();
    }

    private static String rideOf(String offerId) {
        return offerId.replaceAll("-offer.*", "");
    }

    private ObjectNode view(FakeRide ride, String state) {
        ObjectNode offer = json.createObjectNode()
                .put("id", ride.id + "-offer-" + ride.offers + "-" + ride.offeredTo)
                .put("rideId", ride.id)
                .put("state", state);
        offer.set("pickup", ride.request.path("pickup"));
        offer.set("dropoff", ride.request.path("dropoff"));
        return offer;
    }
}
