package dev.ridewire.dispatch.adapter.web.offer;

import dev.ridewire.dispatch.application.offer.TripOffer;
import dev.ridewire.dispatch.domain.offer.Fare;
import dev.ridewire.dispatch.domain.offer.Offer;
import dev.ridewire.dispatch.domain.offer.OfferState;
import dev.ridewire.dispatch.domain.offer.Trip;
import dev.ridewire.geo.GeoPoint;
import java.time.Instant;
import java.util.UUID;

/** An offer, as its driver sees it. */
record OfferResource(
        UUID id,
        UUID rideId,
        OfferState state,
        GeoPoint pickup,
        GeoPoint dropoff,
        String vehicleClass,
        Fare fare,
        long pickupEtaSeconds,
        Instant expiresAt) {
    static OfferResource of(TripOffer tripOffer) {
        Offer offer = tripOffer.offer();
        Trip trip = tripOffer.trip();
        return new OfferResource(offer.id(), offer.rideId(), offer.state(), trip.pickup(), trip.dropoff(),
                trip.vehicleClass(), trip.fare(), offer.pickupEta().toSeconds(), offer.expiresAt());
    }
}
