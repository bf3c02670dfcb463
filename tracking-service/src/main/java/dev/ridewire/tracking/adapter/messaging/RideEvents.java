package dev.ridewire.tracking.adapter.messaging;

import com.google.protobuf.Timestamp;
import dev.ridewire.events.booking.ride.v1.Ride;
import dev.ridewire.events.booking.ride.v1.RideEvent;
import dev.ridewire.events.type.v1.Money;
import dev.ridewire.events.type.v1.Place;
import dev.ridewire.geo.GeoPoint;
import dev.ridewire.tracking.domain.RideState;
import dev.ridewire.tracking.domain.TrackedRide;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The translation of booking's ride events into tracked rides. */
final class RideEvents {
    private RideEvents() {}

    /**
     * Returns the ride after the event; empty for a state that this version of the code does not know.
     *
     * @throws IllegalArgumentException for an invalid ride: the event becomes a dead letter
     */
    static Optional<TrackedRide> rideOf(RideEvent event) {
        Ride ride = event.getRide();
        return stateOf(ride).map(state -> new TrackedRide(
                UUID.fromString(ride.getRideId()),
                ride.getRiderId(),
                state,
                ride.getVersion(),
                ride.getAttempt(),
                ride.getVehicleClass(),
                pointOf(ride.getPickup()),
                pointOf(ride.getDropoff()),
                ride.hasQuotedFare() ? priceOf(ride.getQuotedFare()) : null,
                ride.hasFare() ? priceOf(ride.getFare()) : null,
                driverOf(ride),
                ride.getPickupEtaSeconds(),
                ride.hasScheduledFor() ? instantOf(ride.getScheduledFor()) : null,
                instantOf(ride.getRequestedAt()),
                instantOf(ride.getStateChangedAt()),
                ride.hasStartedAt() ? instantOf(ride.getStartedAt()) : null,
                ride.hasCompletedAt() ? instantOf(ride.getCompletedAt()) : null,
                cancellationOf(ride)));
    }

    private static Optional<RideState> stateOf(Ride ride) {
        return switch (ride.getState()) {
            case RIDE_STATE_SCHEDULED -> Optional.of(RideState.SCHEDULED);
            case RIDE_STATE_REQUESTED -> Optional.of(RideState.REQUESTED);
            case RIDE_STATE_DRIVER_ASSIGNED -> Optional.of(RideState.DRIVER_ASSIGNED);
            case RIDE_STATE_DRIVER_ARRIVED -> Optional.of(RideState.DRIVER_ARRIVED);
            case RIDE_STATE_IN_PROGRESS -> Optional.of(RideState.IN_PROGRESS);
            case RIDE_STATE_COMPLETED -> Optional.of(RideState.COMPLETED);
            case RIDE_STATE_CANCELLED -> Optional.of(RideState.CANCELLED);
            case RIDE_STATE_NO_DRIVER_AVAILABLE -> Optional.of(RideState.NO_DRIVER_AVAILABLE);
            case RIDE_STATE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }

    private static TrackedRide.@Nullable Driver driverOf(Ride ride) {
        if (ride.getDriverId().isEmpty()) {
            return null;
        }
        var vehicle = ride.getVehicle();
        return new TrackedRide.Driver(ride.getDriverId(),
                new TrackedRide.Vehicle(vehicle.getVehicleClass(), vehicle.getPlate(), vehicle.getModel()));
    }

    private static TrackedRide.@Nullable Cancellation cancellationOf(Ride ride) {
        if (!ride.hasCancellation()) {
            return null;
        }
        var cancellation = ride.getCancellation();
        String by = switch (cancellation.getBy()) {
            case PARTY_RIDER -> "RIDER";
            case PARTY_DRIVER -> "DRIVER";
            case PARTY_DISPATCHER -> "DISPATCHER";
            case PARTY_UNSPECIFIED, UNRECOGNIZED -> "UNKNOWN";
        };
        return new TrackedRide.Cancellation(
                by, cancellation.getReason(), cancellation.hasFee() ? priceOf(cancellation.getFee()) : null);
    }

    private static GeoPoint pointOf(Place place) {
        return new GeoPoint(place.getLat(), place.getLng());
    }

    private static TrackedRide.Price priceOf(Money money) {
        return new TrackedRide.Price(money.getAmount(), money.getCurrency());
    }

    private static Instant instantOf(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
}
