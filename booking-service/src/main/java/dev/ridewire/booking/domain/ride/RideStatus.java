package dev.ridewire.booking.domain.ride;

/** The name of a {@link RideState}, as clients, consumers and the database know it. */
public enum RideStatus {
    SCHEDULED, REQUESTED, DRIVER_ASSIGNED, DRIVER_ARRIVED, IN_PROGRESS, COMPLETED, CANCELLED, NO_DRIVER_AVAILABLE;

    /**
     * Reports whether a rider with such a ride can't have a second one. A scheduled ride doesn't count until its time
     * comes.
     */
    public boolean isActive() {
        return switch (this) {
            case REQUESTED, DRIVER_ASSIGNED, DRIVER_ARRIVED, IN_PROGRESS -> true;
            case SCHEDULED, COMPLETED, CANCELLED, NO_DRIVER_AVAILABLE -> false;
        };
    }

    /** Reports whether no other state can follow. */
    public boolean isFinal() {
        return switch (this) {
            case COMPLETED, CANCELLED, NO_DRIVER_AVAILABLE -> true;
            case SCHEDULED, REQUESTED, DRIVER_ASSIGNED, DRIVER_ARRIVED, IN_PROGRESS -> false;
        };
    }
}
