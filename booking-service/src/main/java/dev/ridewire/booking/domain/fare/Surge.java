package dev.ridewire.booking.domain.fare;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.joda.money.Money;

/**
 * The factor that raises the price of a trip when cars are scarce.
 *
 * @param multiplier 1.00 to 5.00, two decimals
 */
public record Surge(BigDecimal multiplier) {
    private static final int HIGHEST = 5;
    private static final int DECIMALS = 2;

    /** No surge: plain prices. */
    public static final Surge NONE = new Surge(BigDecimal.ONE);

    public Surge {
        if (multiplier.compareTo(BigDecimal.ONE) < 0 || multiplier.compareTo(BigDecimal.valueOf(HIGHEST)) > 0
                || multiplier.stripTrailingZeros().scale() > DECIMALS) {
            throw new IllegalArgumentException(
                    "surge multiplier: %s (expected: 1.00..%s.00, two decimals)".formatted(multiplier, HIGHEST));
        }
        multiplier = multiplier.setScale(DECIMALS, RoundingMode.UNNECESSARY);
    }

    boolean isNone() {
        return equals(NONE);
    }

    /** Returns the amount to add to a price. */
    Money surchargeOn(Money price) {
        return price.multipliedBy(multiplier.subtract(BigDecimal.ONE), RoundingMode.HALF_UP);
    }
}
