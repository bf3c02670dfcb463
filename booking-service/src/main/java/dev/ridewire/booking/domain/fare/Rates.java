package dev.ridewire.booking.domain.fare;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * The prices of one vehicle class, all in one currency.
 *
 * @param minimum         the lowest sum of base, distance and time
 * @param bookingFee      an extra amount, also on top of the minimum, that never surges
 * @param cancellationFee the fee for cancelling once that is no longer free
 */
public record Rates(
        Money base, Money perKilometer, Money perMinute, Money minimum, Money bookingFee, Money cancellationFee) {
    private static final BigDecimal METERS_PER_KILOMETER = BigDecimal.valueOf(1000);
    private static final BigDecimal SECONDS_PER_MINUTE = BigDecimal.valueOf(60);
    /** Computes with enough digits that only the last step rounds to the cent. */
    private static final int SCALE = 9;

    public Rates {
        for (Money price : List.of(base, perKilometer, perMinute, minimum, bookingFee, cancellationFee)) {
            if (price.isNegative() || !price.isSameCurrency(base)) {
                throw new IllegalArgumentException(
                        "price: %s (expected: 0 or more %s)".formatted(price, base.getCurrencyUnit()));
            }
        }
    }

    /** Returns rates by which every trip costs the same. */
    public static Rates flat(Money price) {
        Money nothing = Money.zero(price.getCurrencyUnit());
        return new Rates(price, nothing, nothing, nothing, nothing, nothing);
    }

    public CurrencyUnit currency() {
        return base.getCurrencyUnit();
    }

    /** Computes what a trip costs. Each line is rounded by itself, so that the lines add up. */
    public Fare fareFor(TripLength trip, Surge surge) {
        Money distance = perKilometer.multipliedBy(
                BigDecimal.valueOf(trip.distanceMeters()).divide(METERS_PER_KILOMETER, SCALE, RoundingMode.HALF_UP),
                RoundingMode.HALF_UP);
        Money time = perMinute.multipliedBy(
                BigDecimal.valueOf(trip.duration().toSeconds()).divide(SECONDS_PER_MINUTE, SCALE, RoundingMode.HALF_UP),
                RoundingMode.HALF_UP);
        Money metered = base.plus(distance).plus(time);
        List<FareLine> lines = new ArrayList<>();
        lines.add(new FareLine(FareLine.Kind.BASE, base));
        lines.add(new FareLine(FareLine.Kind.DISTANCE, distance));
        lines.add(new FareLine(FareLine.Kind.TIME, time));
        if (metered.isLessThan(minimum)) {
            lines.add(new FareLine(FareLine.Kind.MINIMUM_FARE_ADJUSTMENT, minimum.minus(metered)));
            metered = minimum;
        }
        if (!surge.isNone()) {
            lines.add(new FareLine(FareLine.Kind.SURGE, surge.surchargeOn(metered)));
        }
        lines.add(new FareLine(FareLine.Kind.BOOKING_FEE, bookingFee));
        return Fare.of(lines);
    }
}
