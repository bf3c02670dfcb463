package dev.ridewire.dispatch.domain.shift;

import java.util.Objects;
import java.util.UUID;

/** The state of a driver: it decides if the driver can be asked. */
public sealed interface DriverState {
    record Offline() implements DriverState {}

    record Available() implements DriverState {}

    /** Is being asked to take a ride. */
    record Offered(UUID rideId) implements DriverState {
        public Offered {
            Objects.requireNonNull(rideId, "rideId");
        }
    }

    record OnRide(UUID rideId) implements DriverState {
        public OnRide {
            Objects.requireNonNull(rideId, "rideId");
        }
    }

    /** The state's name in the contract and in the API. */
    default String label() {
        return switch (this) {
            case Offline() -> "OFFLINE";
            case Available() -> "AVAILABLE";
            case Offered _ -> "OFFERED";
            case OnRide _ -> "ON_RIDE";
        };
    }
}
