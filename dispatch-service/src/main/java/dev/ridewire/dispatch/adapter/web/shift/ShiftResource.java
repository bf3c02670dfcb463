package dev.ridewire.dispatch.adapter.web.shift;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ridewire.dispatch.domain.shift.Driver;
import dev.ridewire.dispatch.domain.shift.DriverState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A shift, as its driver sees it.
 *
 * @param status  what the driver chose
 * @param state   what the driver is: OFFLINE, AVAILABLE, OFFERED or ON_RIDE
 * @param vehicle null before the first shift
 * @param rideId  the ride that is offered to or driven by the driver; null otherwise
 * @param lastPositionAt the time of the driver's newest position, by the server's clock; null if none is young enough
 *         for an offer
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ShiftResource(
        String driverId, ShiftStatus status, String state, @Nullable VehicleResource vehicle, @Nullable UUID rideId,
        @Nullable Instant lastPositionAt) {
    static ShiftResource of(Driver driver, @Nullable Instant lastPositionAt) {
        ShiftStatus status = switch (driver.state()) {
            case DriverState.Offline() -> ShiftStatus.OFFLINE;
            case DriverState.Available _ -> ShiftStatus.ONLINE;
            case DriverState.Offered _ -> ShiftStatus.ONLINE;
            case DriverState.OnRide _ -> ShiftStatus.ONLINE;
        };
        return new ShiftResource(driver.id(), status, driver.state().label(),
                driver.vehicle() == null ? null : VehicleResource.of(driver.vehicle()), driver.rideId().orElse(null),
                lastPositionAt);
    }
}
