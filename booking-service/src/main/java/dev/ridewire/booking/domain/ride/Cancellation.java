package dev.ridewire.booking.domain.ride;

import dev.ridewire.booking.domain.party.Party;
import java.util.Objects;
import org.joda.money.Money;

/**
 * The end of a ride before it began.
 *
 * @param by     who ended it
 * @param reason a slug that the client chose, for example {@code changed-plans}
 * @param fee    what the rider pays for it; zero where it is free
 */
public record Cancellation(Party by, String reason, Money fee) {
    public Cancellation {
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(reason, "reason");
        if (fee.isNegative()) {
            throw new IllegalArgumentException("fee: " + fee + " (expected: 0 or more)");
        }
    }
}
