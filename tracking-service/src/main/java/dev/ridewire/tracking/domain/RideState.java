package dev.ridewire.tracking.domain;

/** A state in the life of a ride, as booking publishes it. */
public enum RideState {
    SCHEDULED, REQUESTED, DRIVER_ASSIGNED, DRIVER_ARRIVED, IN_PROGRESS, COMPLETED, CANCELLED, NO_DRIVER_AVAILABLE;

    /** Reports whether the ride is over, so that a watcher has nothing more to wait for. */
    public boolean isFinal() {
        return switch (this) {
            case COMPLETED, CANCELLED, NO_DRIVER_AVAILABLE -> true;
            case SCHEDULED, REQUESTED, DRIVER_ASSIGNED, DRIVER_ARRIVED, IN_PROGRESS -> false;
        };
    }

    /** Reports whether the driver is on the way to the rider or with them. */
    public boolean hasCarOnTheWay() {
        return switch (this) {
            case DRIVER_ASSIGNED, DRIVER_ARRIVED, IN_PROGRESS -> true;
            case SCHEDULED, REQUESTED, COMPLETED, CANCELLED, NO_DRIVER_AVAILABLE -> false;
        };
    }
}
