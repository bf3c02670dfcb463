package dev.ridewire.booking.domain.fare;

import java.util.List;
import java.util.Objects;
import org.joda.money.Money;

/**
 * A price and how it comes about.
 *
 * @param total the sum of the lines, to the cent
 */
public record Fare(Money total, List<FareLine> breakdown) {
    public Fare {
        Objects.requireNonNull(total, "total");
        breakdown = List.copyOf(breakdown);
        Money sum = Money.total(breakdown.stream().map(FareLine::amount).toList());
        if (!sum.equals(total)) {
            throw new IllegalArgumentException("breakdown: %s (expected: %s)".formatted(sum, total));
        }
    }

    /** Returns the fare without the line of this purpose. */
    public Fare without(FareLine.Kind kind) {
        return of(breakdown.stream().filter(line -> line.kind() != kind).toList());
    }

    /** Returns the fare that is the sum of these lines, one or more. */
    public static Fare of(List<FareLine> breakdown) {
        return new Fare(Money.total(breakdown.stream().map(FareLine::amount).toList()), breakdown);
    }
}
