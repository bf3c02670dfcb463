package dev.ridewire.booking.domain.ride;

import dev.ridewire.booking.domain.party.DriverId;
import java.util.Objects;

/** An event that happened to a ride. Other services receive it with the ride as it is afterwards. */
public sealed interface RideFact {
    record RideScheduled() implements RideFact {}

    record RideRequested() implements RideFact {}

    record DriverAssigned() implements RideFact {}

    record DriverArrived() implements RideFact {}

    record RideStarted() implements RideFact {}

    record RideCompleted() implements RideFact {}

    record RideCancelled() implements RideFact {}

    /** The driver gave the ride back and is not offered it again. */
    record DriverCancelled(DriverId driver, String reason) implements RideFact {
        public DriverCancelled {
            Objects.requireNonNull(driver, "driver");
            Objects.requireNonNull(reason, "reason");
        }
    }

    record NoDriverFound() implements RideFact {}

    record FareSettled() implements RideFact {}
}
