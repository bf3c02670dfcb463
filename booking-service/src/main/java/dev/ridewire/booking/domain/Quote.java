package dev.ridewire.booking.domain;

import dev.ridewire.geo.GeoPoint;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.joda.money.Money;

/**
 * A promise of prices to one rider for one way.
 *
 * @param fares     at least one
 * @param expiresAt from this time on it is void; whole seconds
 */
public record Quote(
        RiderId rider, GeoPoint pickup, GeoPoint dropoff, Map<VehicleClass, Money> fares, Instant expiresAt) {
    public Quote {
        Objects.requireNonNull(rider, "rider");
        Objects.requireNonNull(pickup, "pickup");
        Objects.requireNonNull(dropoff, "dropoff");
        Objects.requireNonNull(expiresAt, "expiresAt");
        fares = Map.copyOf(fares);
    }

    /** The price promised for a class that this quote has. */
    public Money fareOf(VehicleClass vehicleClass) {
        return Objects.requireNonNull(fares.get(vehicleClass), "fare");
    }

    /** Why the promise does not hold for this request; empty where it does. */
    public Optional<Rejection> objectionTo(
            RiderId rider, GeoPoint pickup, GeoPoint dropoff, VehicleClass vehicleClass, Instant now) {
        if (!this.rider.equals(rider) || !this.pickup.equals(pickup) || !this.dropoff.equals(dropoff)
                || !fares.containsKey(vehicleClass)) {
            return Optional.of(new Rejection.QuoteMismatch());
        }
        return now.isBefore(expiresAt) ? Optional.empty() : Optional.of(new Rejection.QuoteExpired());
    }
}
