package dev.ridewire.booking.domain.fare;

import java.time.Instant;
import java.util.Objects;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The final cost of a completed ride.
 *
 * @param measured the trip as it was driven; null where nobody measured it
 * @param settledAt since when it is final
 */
public record Settlement(Fare fare, Basis basis, @Nullable TripLength measured, Instant settledAt) {
    public Settlement {
        Objects.requireNonNull(fare, "fare");
        Objects.requireNonNull(basis, "basis");
        Objects.requireNonNull(settledAt, "settledAt");
    }

    /** Why a fare is what it is. */
    public enum Basis {
        /** The trip was about as long as it was quoted. */
        QUOTE_HELD,
        /** Nobody knows how long the trip was, so that the quote holds. */
        NOT_MEASURED,
        /** The trip was longer or shorter than it was quoted by more than the tolerance. */
        RECOMPUTED,
        /** The same, and dear enough that the cap holds. */
        CAPPED
    }

    /** Returns what the driver earns: all but the booking fee. */
    public Money driverEarnings() {
        return fare.without(FareLine.Kind.BOOKING_FEE).total();
    }
}
