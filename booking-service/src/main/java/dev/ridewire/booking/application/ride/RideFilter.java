package dev.ridewire.booking.application.ride;

import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideStatus;

/** The choice among a rider's rides. */
public enum RideFilter {
    ALL,
    /** The ride that waits for a driver or is under way. */
    ACTIVE,
    /** The rides whose time has not come yet. */
    SCHEDULED;

    public boolean admits(Ride ride) {
        return switch (this) {
            case ALL -> true;
            case ACTIVE -> ride.status().isActive();
            case SCHEDULED -> ride.status() == RideStatus.SCHEDULED;
        };
    }
}
