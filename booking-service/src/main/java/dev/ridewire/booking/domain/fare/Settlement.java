package dev.ridewire.booking.domain.fare;

import java.time.Instant;
import java.util.Objects;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The final cost of a completed ride.
 *
 * @param measured the trip as it was driven; null where nobody measured it
 * @param settledAt the time from which it is final
 */
public record Settlement(Fare fare, Basis basis, @Nullable TripLength measured, Instant settledAt) {
    public Settlement {
        Objects.requireNonNull(fare, "fare");
        Objects.requireNonNull(basis, "basis");
        Objects.requireNonNull(settledAt, "settledAt");
    }

    /** The reason for the amount of a fare. */
    public enum Basis {
        /** The trip was about as long as quoted, so the quote holds. */
        QUOTE_HELD,
        /** Nobody knows how long the trip was, so the quote holds. */
        NOT_MEASURED,
        /** The trip was longer or shorter than quoted by more than the tolerance. */
        RECOMPUTED,
        /** As {@link #RECOMPUTED}, but the cap limits the fare. */
        CAPPED
    }

    /** Returns what the driver earns: all but the booking fee. */
    public Money driverEarnings() {
        return fare.without(FareLine.Kind.BOOKING_FEE).total();
    }
}
