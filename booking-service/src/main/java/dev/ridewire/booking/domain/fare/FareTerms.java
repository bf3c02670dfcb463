package dev.ridewire.booking.domain.fare;

import java.time.ZoneId;
import java.util.Objects;

/**
 * Everything that a fare rests on. A ride keeps its own, so that it can be computed again and explained when the
 * configuration has long changed.
 *
 * @param city          the id of the city of the pickup
 * @param zone          the city's
 * @param tariffVersion which the rates are of
 * @param estimate      what the quote took the trip for
 */
public record FareTerms(
        String city, ZoneId zone, String tariffVersion, Surge surge, TripLength estimate, Rates rates) {
    public FareTerms {
        Objects.requireNonNull(city, "city");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(tariffVersion, "tariffVersion");
        Objects.requireNonNull(surge, "surge");
        Objects.requireNonNull(estimate, "estimate");
        Objects.requireNonNull(rates, "rates");
    }

    /** The fare of the trip as it was estimated. */
    public Fare quoted() {
        return fareFor(estimate);
    }

    /** The fare of the trip if it is this long. */
    public Fare fareFor(TripLength trip) {
        return rates.fareFor(trip, surge);
    }
}
