package dev.ridewire.booking.domain.fare;

import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.geo.GeoPoint;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A promise of prices to one rider for one trip.
 *
 * @param expiresAt from this time on it is invalid; whole seconds
 */
public record Quote(RiderId rider, GeoPoint pickup, GeoPoint dropoff, PricedTrip prices, Instant expiresAt) {
    public Quote {
        Objects.requireNonNull(rider, "rider");
        Objects.requireNonNull(pickup, "pickup");
        Objects.requireNonNull(dropoff, "dropoff");
        Objects.requireNonNull(prices, "prices");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }

    /** Returns why the promise does not cover this request; empty if it does. */
    public Optional<QuoteRejection> objectionTo(
            RiderId rider, GeoPoint pickup, GeoPoint dropoff, VehicleClass vehicleClass, Instant now) {
        if (!this.rider.equals(rider) || !this.pickup.equals(pickup) || !this.dropoff.equals(dropoff)
                || !prices.offers(vehicleClass)) {
            return Optional.of(new QuoteRejection.QuoteMismatch());
        }
        return now.isBefore(expiresAt) ? Optional.empty() : Optional.of(new QuoteRejection.QuoteExpired());
    }
}
