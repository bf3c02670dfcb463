package dev.ridewire.booking.application.ride;

import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideStatus;

/** Which of a rider's rides are wanted. */
public enum RideFilter {
    ALL,
    /** The one for which a driver is on the way, or searched for. */
    ACTIVE,
    /** Those whose time has not come yet. */
    SCHEDULED;

    public boolean admits(Ride ride) {
        return switch (this) {
            case ALL -> true;
            case ACTIVE -> ride.status().isActive();
            case SCHEDULED -> ride.status() == RideStatus.SCHEDULED;
        };
    }
}
