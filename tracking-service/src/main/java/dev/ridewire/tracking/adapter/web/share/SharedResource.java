package dev.ridewire.tracking.adapter.web.share;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ridewire.tracking.application.WatchingRide.CarSight;
import dev.ridewire.tracking.application.share.SharedView;
import dev.ridewire.tracking.domain.TrackedRide;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A shared ride as the holder of a link sees it. It names nobody: the system knows no names.
 *
 * @param stage      WAITING, COMING, ARRIVED or ON_TRIP
 * @param vehicle    null while no driver is assigned
 * @param position   the car's position; null while none is known
 * @param etaSeconds to the pickup, and to the drop-off during the trip; null without a position
 */
record SharedResource(
        String stage, @Nullable Vehicle vehicle, @Nullable Position position, @Nullable Integer etaSeconds) {
    record Vehicle(@JsonProperty("class") String vehicleClass, String plate, String model) {}

    record Position(double lat, double lng, @Nullable Double heading, Instant recordedAt, long ageSeconds) {}

    static SharedResource of(SharedView view) {
        var car = view.car();
        return new SharedResource(view.stage().name(), vehicleOf(view.vehicle()), positionOf(car),
                car == null ? null : car.etaSeconds());
    }

    private static @Nullable Vehicle vehicleOf(TrackedRide.@Nullable Vehicle vehicle) {
        return vehicle == null ? null : new Vehicle(vehicle.vehicleClass(), vehicle.plate(), vehicle.model());
    }

    private static @Nullable Position positionOf(@Nullable CarSight car) {
        if (car == null) {
            return null;
        }
        var ping = car.ping();
        return new Position(ping.position().lat(), ping.position().lng(), ping.headingDegrees(), ping.recordedAt(),
                car.ageSeconds());
    }
}
