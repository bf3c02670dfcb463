package dev.ridewire.dispatch.adapter.messaging;

import static dev.ridewire.dispatch.adapter.messaging.Contract.timestamp;
import static dev.ridewire.dispatch.adapter.messaging.Contract.vehicle;

import dev.ridewire.dispatch.domain.shift.Driver;
import dev.ridewire.dispatch.domain.shift.DriverChange;
import dev.ridewire.dispatch.domain.shift.DriverState;
import dev.ridewire.events.EventStreams;
import dev.ridewire.events.TraceContext;
import dev.ridewire.events.dispatch.driver.v1.DriverEngaged;
import dev.ridewire.events.dispatch.driver.v1.DriverEvent;
import dev.ridewire.events.dispatch.driver.v1.DriverOffered;
import dev.ridewire.events.dispatch.driver.v1.DriverReleased;
import dev.ridewire.events.dispatch.driver.v1.DriverStatus;
import dev.ridewire.events.dispatch.driver.v1.ShiftEnded;
import dev.ridewire.events.dispatch.driver.v1.ShiftStarted;
import dev.ridewire.events.dispatch.driver.v1.VehicleChanged;
import dev.ridewire.messaging.outbox.OutboxEntry;
import java.util.UUID;

/** Drivers as the contract tells of them. */
public final class DriverEvents {
    private DriverEvents() {}

    public static OutboxEntry entry(DriverChange change, UUID eventId, TraceContext cause) {
        Driver driver = change.driver();
        var event = DriverEvent.newBuilder().setDriver(state(driver));
        String fact = switch (change.fact()) {
            case SHIFT_STARTED -> {
                event.setShiftStarted(ShiftStarted.getDefaultInstance());
                yield "ShiftStarted";
            }
            case SHIFT_ENDED -> {
                event.setShiftEnded(ShiftEnded.getDefaultInstance());
                yield "ShiftEnded";
            }
            case DRIVER_OFFERED -> {
                event.setDriverOffered(DriverOffered.getDefaultInstance());
                yield "DriverOffered";
            }
            case DRIVER_ENGAGED -> {
                event.setDriverEngaged(DriverEngaged.getDefaultInstance());
                yield "DriverEngaged";
            }
            case DRIVER_RELEASED -> {
                event.setDriverReleased(DriverReleased.getDefaultInstance());
                yield "DriverReleased";
            }
            case VEHICLE_CHANGED -> {
                event.setVehicleChanged(VehicleChanged.getDefaultInstance());
                yield "VehicleChanged";
            }
        };
        return OutboxEntry.of(EventStreams.DRIVERS, fact, eventId, driver.id(), driver.version(),
                driver.statusChangedAt(), event.build(), cause);
    }

    private static dev.ridewire.events.dispatch.driver.v1.Driver state(Driver driver) {
        var state = dev.ridewire.events.dispatch.driver.v1.Driver.newBuilder()
                .setDriverId(driver.id())
                .setStatus(statusOf(driver.state()))
                .setVersion(driver.version())
                .setStatusChangedAt(timestamp(driver.statusChangedAt()));
        if (driver.vehicle() != null) {
            state.setVehicle(vehicle(driver.vehicle()));
        }
        driver.rideId().ifPresent(rideId -> state.setRideId(rideId.toString()));
        return state.build();
    }

    private static DriverStatus statusOf(DriverState state) {
        return switch (state) {
            case DriverState.Offline() -> DriverStatus.DRIVER_STATUS_OFFLINE;
            case DriverState.Available() -> DriverStatus.DRIVER_STATUS_AVAILABLE;
            case DriverState.Offered _ -> DriverStatus.DRIVER_STATUS_OFFERED;
            case DriverState.OnRide _ -> DriverStatus.DRIVER_STATUS_ON_RIDE;
        };
    }
}
