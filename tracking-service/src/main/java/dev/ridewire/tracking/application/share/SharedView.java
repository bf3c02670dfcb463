package dev.ridewire.tracking.application.share;

import dev.ridewire.tracking.application.WatchingRide.CarSight;
import dev.ridewire.tracking.domain.TrackedRide;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The part of a ride that a link shows: neither people nor places but the car's own.
 *
 * @param vehicle null while no driver is assigned
 * @param car     null while no position of the car is known
 */
public record SharedView(Stage stage, TrackedRide.@Nullable Vehicle vehicle, @Nullable CarSight car) {
    public SharedView {
        Objects.requireNonNull(stage, "stage");
    }

    /** The stage of a ride, as far as a watcher needs it to read the arrival time. */
    public enum Stage {
        WAITING, COMING, ARRIVED, ON_TRIP
    }

    static SharedView of(TrackedRide ride, @Nullable CarSight car) {
        var driver = ride.driver();
        return new SharedView(stageOf(ride), driver == null ? null : driver.vehicle(), car);
    }

    private static Stage stageOf(TrackedRide ride) {
        return switch (ride.state()) {
            case SCHEDULED, REQUESTED -> Stage.WAITING;
            case DRIVER_ASSIGNED -> Stage.COMING;
            case DRIVER_ARRIVED -> Stage.ARRIVED;
            case IN_PROGRESS -> Stage.ON_TRIP;
            case COMPLETED, CANCELLED, NO_DRIVER_AVAILABLE ->
                throw new IllegalArgumentException("state: " + ride.state() + " (expected: none that is final)");
        };
    }
}
