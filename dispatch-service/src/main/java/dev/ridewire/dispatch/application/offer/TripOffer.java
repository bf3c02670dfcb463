package dev.ridewire.dispatch.application.offer;

import dev.ridewire.dispatch.domain.offer.Offer;
import dev.ridewire.dispatch.domain.offer.Trip;
import java.util.Objects;

/** An offer and the trip that is offered. */
public record TripOffer(Offer offer, Trip trip) {
    public TripOffer {
        Objects.requireNonNull(offer, "offer");
        Objects.requireNonNull(trip, "trip");
    }
}
