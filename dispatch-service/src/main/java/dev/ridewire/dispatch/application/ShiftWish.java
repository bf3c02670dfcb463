package dev.ridewire.dispatch.application;

import dev.ridewire.dispatch.domain.Vehicle;
import java.util.Objects;

/** What a driver wants. */
public sealed interface ShiftWish {
    record GoOnline(Vehicle vehicle) implements ShiftWish {
        public GoOnline {
            Objects.requireNonNull(vehicle, "vehicle");
        }
    }

    record GoOffline() implements ShiftWish {}
}
