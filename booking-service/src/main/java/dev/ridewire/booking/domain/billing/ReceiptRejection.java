package dev.ridewire.booking.domain.billing;

import dev.ridewire.booking.domain.ride.RideStatus;
import java.util.Objects;

/** The reason why a ride has no receipt. */
public sealed interface ReceiptRejection {
    /** The ride is in a state in which it costs nothing, or nothing yet. */
    record IllegalState(RideStatus current) implements ReceiptRejection {
        public IllegalState {
            Objects.requireNonNull(current, "current");
        }
    }

    /** The ride is over, but its fare is not final yet. */
    record FareNotSettled() implements ReceiptRejection {}
}
