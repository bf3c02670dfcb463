package dev.ridewire.dispatch.application.shift;

import dev.ridewire.dispatch.domain.shift.Vehicle;
import java.util.Objects;

/** A driver's wish to start or end a shift. */
public sealed interface ShiftWish {
    record GoOnline(Vehicle vehicle) implements ShiftWish {
        public GoOnline {
            Objects.requireNonNull(vehicle, "vehicle");
        }
    }

    record GoOffline() implements ShiftWish {}
}
