package dev.ridewire.booking.domain.city;

import dev.ridewire.booking.domain.fare.Rates;
import dev.ridewire.booking.domain.fare.VehicleClass;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * The prices of a city for a time.
 *
 * @param version names it for good: the prices of a version never change, a new price is a new version
 * @param from    the first day, in the city's time zone
 * @param until   the day from which the next version holds; null: until further notice
 * @param rates   by vehicle class, in the order in which they are offered; all in one currency
 */
public record Tariff(String version, LocalDate from, @Nullable LocalDate until, Map<VehicleClass, Rates> rates) {
    public Tariff {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(from, "from");
        rates = Collections.unmodifiableMap(new LinkedHashMap<>(rates));
        if (rates.isEmpty()) {
            throw new IllegalArgumentException(
                    "tariff %s has no vehicle class (expected: one or more)".formatted(version));
        }
        if (until != null && !until.isAfter(from)) {
            throw new IllegalArgumentException(
                    "tariff %s ends on %s (expected: after %s)".formatted(version, until, from));
        }
        var currencies = rates.values().stream().map(Rates::currency).collect(Collectors.toSet());
        if (currencies.size() > 1) {
            throw new IllegalArgumentException("tariff %s is in %s (expected: one currency)".formatted(version,
                    currencies.stream().map(CurrencyUnit::getCode).sorted().toList()));
        }
    }

    public CurrencyUnit currency() {
        return rates.values().iterator().next().currency();
    }

    boolean holdsOn(LocalDate day) {
        return !day.isBefore(from) && (until == null || day.isBefore(until));
    }
}
