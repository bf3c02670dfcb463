package dev.ridewire.dispatch.adapter.messaging;

import dev.ridewire.dispatch.domain.offer.Fare;
import dev.ridewire.dispatch.domain.offer.Trip;
import dev.ridewire.dispatch.domain.ride.RideNews;
import dev.ridewire.events.booking.ride.v1.Ride;
import dev.ridewire.events.booking.ride.v1.RideEvent;
import dev.ridewire.events.type.v1.Place;
import dev.ridewire.geo.GeoPoint;
import java.util.HashSet;
import java.util.Optional;
import java.util.UUID;

/** Booking's rides in dispatch's words. */
public final class RideEvents {
    private RideEvents() {}

    /**
     * Translates an event into news for dispatch, by the ride's state alone. The result is empty for states that don't
     * concern dispatch, and for unknown ones.
     *
     * @throws IllegalArgumentException for a ride that breaks the contract
     */
    public static Optional<RideNews> news(RideEvent event) {
        Ride ride = event.getRide();
        return switch (ride.getState()) {
            case RIDE_STATE_REQUESTED -> Optional.of(new RideNews.Wanted(
                    idOf(ride), ride.getAttempt(), trip(ride), new HashSet<>(ride.getExcludedDriverIdsList())));
            case RIDE_STATE_COMPLETED -> Optional.of(new RideNews.Completed(idOf(ride)));
            case RIDE_STATE_CANCELLED, RIDE_STATE_NO_DRIVER_AVAILABLE ->
                Optional.of(new RideNews.CalledOff(idOf(ride)));
            case RIDE_STATE_SCHEDULED, RIDE_STATE_DRIVER_ASSIGNED, RIDE_STATE_DRIVER_ARRIVED, RIDE_STATE_IN_PROGRESS ->
                Optional.empty();
            case RIDE_STATE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }

    private static UUID idOf(Ride ride) {
        return UUID.fromString(ride.getRideId());
    }

    private static Trip trip(Ride ride) {
        return new Trip(ride.getVehicleClass(), point(ride.getPickup()), point(ride.getDropoff()),
                new Fare(ride.getQuotedFare().getAmount(), ride.getQuotedFare().getCurrency()));
    }

    private static GeoPoint point(Place place) {
        return new GeoPoint(place.getLat(), place.getLng());
    }
}
