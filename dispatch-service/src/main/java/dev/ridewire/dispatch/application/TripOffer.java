package dev.ridewire.dispatch.application;

import dev.ridewire.dispatch.domain.Offer;
import dev.ridewire.dispatch.domain.Trip;
import java.util.Objects;

/** An offer and the trip that is offered. */
public record TripOffer(Offer offer, Trip trip) {
    public TripOffer {
        Objects.requireNonNull(offer, "offer");
        Objects.requireNonNull(trip, "trip");
    }
}
