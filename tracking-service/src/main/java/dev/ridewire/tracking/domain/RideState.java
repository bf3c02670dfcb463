package dev.ridewire.tracking.domain;

/** The lifecycle of a ride, as booking tells it. */
public enum RideState {
    SCHEDULED, REQUESTED, DRIVER_ASSIGNED, DRIVER_ARRIVED, IN_PROGRESS, COMPLETED, CANCELLED, NO_DRIVER_AVAILABLE;

    /** Nothing more happens to such a ride that a watcher would wait for. */
    public boolean isFinal() {
        return switch (this) {
            case COMPLETED, CANCELLED, NO_DRIVER_AVAILABLE -> true;
            case SCHEDULED, REQUESTED, DRIVER_ASSIGNED, DRIVER_ARRIVED, IN_PROGRESS -> false;
        };
    }

    /** The driver is on the way to the rider or with them. */
    public boolean hasCarOnTheWay() {
        return switch (this) {
            case DRIVER_ASSIGNED, DRIVER_ARRIVED, IN_PROGRESS -> true;
            case SCHEDULED, REQUESTED, COMPLETED, CANCELLED, NO_DRIVER_AVAILABLE -> false;
        };
    }
}
