package dev.ridewire.booking.domain.fare;

import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.joda.money.CurrencyUnit;

/**
 * The price of a trip in each vehicle class, and the reasons for it.
 *
 * @param city  the id of the city of the pickup
 * @param zone  the city's
 * @param rates of the tariff, by vehicle class in the order in which they are offered; one or more, in one currency
 */
public record PricedTrip(
        String city,
        ZoneId zone,
        String tariffVersion,
        Surge surge,
        TripLength estimate,
        Map<VehicleClass, Rates> rates) {
    public PricedTrip {
        Objects.requireNonNull(city, "city");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(tariffVersion, "tariffVersion");
        Objects.requireNonNull(surge, "surge");
        Objects.requireNonNull(estimate, "estimate");
        rates = Collections.unmodifiableMap(new LinkedHashMap<>(rates));
        if (rates.isEmpty()) {
            throw new IllegalArgumentException("rates: none (expected: one or more)");
        }
    }

    public CurrencyUnit currency() {
        return rates.values().iterator().next().currency();
    }

    public boolean offers(VehicleClass vehicleClass) {
        return rates.containsKey(vehicleClass);
    }

    /** Returns the basis of the fare of an offered class. */
    public FareTerms termsFor(VehicleClass vehicleClass) {
        Rates ofClass = Objects.requireNonNull(rates.get(vehicleClass), "rates");
        return new FareTerms(city, zone, tariffVersion, surge, estimate, ofClass);
    }

    /** Returns what each class would cost. */
    public List<QuoteOption> options() {
        return rates.keySet().stream()
                .map(vehicleClass -> new QuoteOption(vehicleClass, termsFor(vehicleClass).quoted()))
                .toList();
    }
}
