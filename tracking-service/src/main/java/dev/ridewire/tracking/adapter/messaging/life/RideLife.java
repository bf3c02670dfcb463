package dev.ridewire.tracking.adapter.messaging.life;

import dev.ridewire.events.booking.ride.v1.Cancellation;
import dev.ridewire.events.booking.ride.v1.Ride;
import dev.ridewire.events.booking.ride.v1.RideEvent;
import dev.ridewire.events.type.v1.Place;
import dev.ridewire.geo.GeoPoint;
import dev.ridewire.messaging.inbox.ReceivedEvent;
import dev.ridewire.tracking.application.life.RecordingLives.Told;
import dev.ridewire.tracking.domain.RideState;
import dev.ridewire.tracking.domain.board.BookingSide;
import dev.ridewire.tracking.domain.life.Aggregate;
import dev.ridewire.tracking.domain.life.Facts;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The translation of booking's events. */
final class RideLife {
    private RideLife() {}

    /** @throws IllegalArgumentException for an invalid ride: the event becomes a dead letter */
    static Told toldOf(ReceivedEvent<RideEvent> event) {
        Ride ride = event.message().getRide();
        UUID id = UUID.fromString(ride.getRideId());
        return new Told(Contract.eventOf(event, Aggregate.RIDE, id, factsOf(event.message())), sideOf(id, ride), null);
    }

    private static Facts factsOf(RideEvent event) {
        Ride ride = event.getRide();
        Facts facts = Facts.of(Contract.stateOf(ride.getState(), "RIDE_STATE_")).withAttempt(ride.getAttempt());
        if (!ride.getDriverId().isEmpty()) {
            facts = facts.withDriver(ride.getDriverId(), ride.getPickupEtaSeconds());
        }
        if (ride.hasScheduledFor()) {
            facts = facts.withSchedule(Contract.instantOf(ride.getScheduledFor()));
        }
        if (ride.hasFare()) {
            facts = facts.withFare(Contract.textOf(ride.getFare()));
        }
        if (ride.hasCancellation()) {
            Cancellation end = ride.getCancellation();
            facts = facts.withEnd(Contract.stateOf(end.getBy(), "PARTY_"), end.getReason(),
                    end.hasFee() ? Contract.textOf(end.getFee()) : null);
        }
        if (event.hasDriverCancelled()) {
            var gone = event.getDriverCancelled();
            facts = facts.withDriver(gone.getDriverId(), null).withEnd("DRIVER", gone.getReason(), null);
        }
        return facts;
    }

    /** Returns null for a state that this version of the code does not know: the board keeps what it has. */
    private static @Nullable BookingSide sideOf(UUID id, Ride ride) {
        RideState state = stateOf(ride);
        return state == null
                ? null
                : new BookingSide(id, ride.getVersion(), state, ride.getAttempt(), ride.getCity(),
                        ride.getVehicleClass(), Contract.textOf(ride.getDriverId()), ride.getPickupEtaSeconds(),
                        pointOf(ride.getPickup()), pointOf(ride.getDropoff()),
                        Contract.instantOf(ride.getRequestedAt()), Contract.instantOf(ride.getStateChangedAt()),
                        ride.hasScheduledFor() ? Contract.instantOf(ride.getScheduledFor()) : null, ride.hasFare());
    }

    private static @Nullable RideState stateOf(Ride ride) {
        return switch (ride.getState()) {
            case RIDE_STATE_SCHEDULED -> RideState.SCHEDULED;
            case RIDE_STATE_REQUESTED -> RideState.REQUESTED;
            case RIDE_STATE_DRIVER_ASSIGNED -> RideState.DRIVER_ASSIGNED;
            case RIDE_STATE_DRIVER_ARRIVED -> RideState.DRIVER_ARRIVED;
            case RIDE_STATE_IN_PROGRESS -> RideState.IN_PROGRESS;
            case RIDE_STATE_COMPLETED -> RideState.COMPLETED;
            case RIDE_STATE_CANCELLED -> RideState.CANCELLED;
            case RIDE_STATE_NO_DRIVER_AVAILABLE -> RideState.NO_DRIVER_AVAILABLE;
            case RIDE_STATE_UNSPECIFIED, UNRECOGNIZED -> null;
        };
    }

    private static GeoPoint pointOf(Place place) {
        return new GeoPoint(place.getLat(), place.getLng());
    }
}
