package dev.ridewire.dispatch.domain.shift;

import dev.ridewire.dispatch.domain.offer.Trip;
import dev.ridewire.dispatch.domain.shift.DriverState.Available;
import dev.ridewire.dispatch.domain.shift.DriverState.Offered;
import dev.ridewire.dispatch.domain.shift.DriverState.Offline;
import dev.ridewire.dispatch.domain.shift.DriverState.OnRide;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A driver's shift: in which car, and whether they can be asked.
 *
 * @param id              the driver's subject in the identity provider
 * @param version         0 for a driver who never had a shift, one more with every change
 * @param vehicle         null before the first shift only
 * @param statusChangedAt when the state, or the vehicle, last changed
 */
public record Driver(String id, long version, @Nullable Vehicle vehicle, DriverState state, Instant statusChangedAt) {
    public Driver {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(statusChangedAt, "statusChangedAt");
        if (vehicle == null && !(state instanceof Offline)) {
            throw new IllegalArgumentException(state.label() + " driver without a vehicle");
        }
    }

    /** A driver of whom nothing is known yet. */
    public static Driver unknown(String id) {
        return new Driver(id, 0, null, new Offline(), Instant.EPOCH);
    }

    /** The ride that is offered to or driven by this driver. */
    public Optional<UUID> rideId() {
        return switch (state) {
            case Offline(),Available() -> Optional.empty();
            case Offered(UUID rideId) -> Optional.of(rideId);
            case OnRide(UUID rideId) -> Optional.of(rideId);
        };
    }

    /** Reports whether the driver's car is of the class that a trip needs. */
    public boolean serves(Trip trip) {
        return vehicle != null && vehicle.vehicleClass().equals(trip.vehicleClass());
    }

    /** The driver wants to be asked, in this car. */
    public ShiftDecision goOnline(Vehicle car, Instant now) {
        if (!(state instanceof Offline) && car.equals(vehicle)) {
            return new ShiftDecision.Unchanged(this);
        }
        return switch (state) {
            case Offline() -> changed(car, new Available(), DriverFact.SHIFT_STARTED, now);
            case Available() -> changed(car, new Available(), DriverFact.VEHICLE_CHANGED, now);
            case Offered _ -> new ShiftDecision.Busy(state);
            case OnRide _ -> new ShiftDecision.Busy(state);
        };
    }

    /** The driver wants no more rides. */
    public ShiftDecision goOffline(Instant now) {
        return switch (state) {
            case Offline() -> new ShiftDecision.Unchanged(this);
            case Available() -> changed(vehicle, new Offline(), DriverFact.SHIFT_ENDED, now);
            case Offered _ -> new ShiftDecision.Busy(state);
            case OnRide _ -> new ShiftDecision.Busy(state);
        };
    }

    public DriverChange offered(UUID rideId, Instant now) {
        require(state instanceof Available, "be asked");
        return new DriverChange(next(vehicle, new Offered(rideId), now), DriverFact.DRIVER_OFFERED);
    }

    public DriverChange engaged(UUID rideId, Instant now) {
        require(state.equals(new Offered(rideId)), "take the ride");
        return new DriverChange(next(vehicle, new OnRide(rideId), now), DriverFact.DRIVER_ENGAGED);
    }

    public DriverChange released(UUID rideId, Instant now) {
        require(state.equals(new Offered(rideId)) || state.equals(new OnRide(rideId)), "be released from the ride");
        return new DriverChange(next(vehicle, new Available(), now), DriverFact.DRIVER_RELEASED);
    }

    private ShiftDecision changed(@Nullable Vehicle car, DriverState newState, DriverFact fact, Instant now) {
        Driver changed = next(car, newState, now);
        return new ShiftDecision.Changed(new DriverChange(changed, fact));
    }

    private Driver next(@Nullable Vehicle car, DriverState newState, Instant now) {
        return new Driver(id, version + 1, car, newState, now);
    }

    /** Match and driver change together, so a driver who is elsewhere than their match says is a defect, not a "no". */
    private void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("driver %s is %s and cannot %s".formatted(id, state, what));
        }
    }
}
