package dev.ridewire.simulator.api;

import dev.ridewire.geo.GeoPoint;

/** An offer as its driver sees it. */
public record OfferView(String id, String rideId, String state, GeoPoint pickup, GeoPoint dropoff) {
    public boolean isPending() {
        return state.equals("PENDING");
    }
}
