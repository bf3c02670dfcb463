package dev.ridewire.booking.domain.fare;

import java.time.ZoneId;
import java.util.Objects;

/**
 * The basis of a fare. A ride keeps its own, so that the fare can still be computed and explained after the
 * configuration has changed.
 *
 * @param city          the id of the city of the pickup
 * @param zone          the city's
 * @param tariffVersion the version of the rates
 * @param estimate      the distance and duration that the quote assumed
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

    /** Returns the fare of the estimated trip. */
    public Fare quoted() {
        return fareFor(estimate);
    }

    /** Returns the fare of a trip of this length. */
    public Fare fareFor(TripLength trip) {
        return rates.fareFor(trip, surge);
    }
}
