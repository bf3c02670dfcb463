package dev.ridewire.booking.domain;

import dev.ridewire.geo.GeoPoint;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is served, and at which prices.
 *
 * @param tariffs by vehicle class, in the order in which they are offered
 */
public record PriceList(Map<VehicleClass, Tariff> tariffs, TravelAssumptions assumptions) {
    public PriceList {
        Objects.requireNonNull(assumptions, "assumptions");
        tariffs = Collections.unmodifiableMap(new LinkedHashMap<>(tariffs));
        if (tariffs.isEmpty()) {
            throw new IllegalArgumentException("tariffs: none (expected: one or more)");
        }
    }

    /** Why no car goes this way; empty where one does. */
    public Optional<Rejection> objectionTo(GeoPoint pickup, GeoPoint dropoff) {
        double meters = pickup.metersTo(dropoff);
        if (meters < assumptions.minimumMeters()) {
            return Optional.of(new Rejection.TripTooShort(assumptions.minimumMeters()));
        }
        return meters > assumptions.maximumMeters()
                ? Optional.of(new Rejection.TripTooLong(assumptions.maximumMeters()))
                : Optional.empty();
    }

    /** How far it is. */
    public TripEstimate estimate(GeoPoint pickup, GeoPoint dropoff) {
        return TripEstimate.between(pickup, dropoff, assumptions);
    }

    /** What each class costs for a trip. */
    public List<QuoteOption> optionsFor(TripEstimate trip) {
        return tariffs.entrySet().stream()
                .map(entry -> new QuoteOption(entry.getKey(), entry.getValue().fareFor(trip)))
                .toList();
    }
}
