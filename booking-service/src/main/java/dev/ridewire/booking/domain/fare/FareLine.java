package dev.ridewire.booking.domain.fare;

import java.util.Objects;
import org.joda.money.Money;

/**
 * One line of a fare's breakdown.
 *
 * @param amount less than 0 where it makes the fare cheaper
 */
public record FareLine(Kind kind, Money amount) {
    public FareLine {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(amount, "amount");
    }

    /** The purpose of a line. */
    public enum Kind {
        BASE, DISTANCE, TIME, MINIMUM_FARE_ADJUSTMENT, SURGE, BOOKING_FEE, CAP, CANCELLATION_FEE
    }
}
