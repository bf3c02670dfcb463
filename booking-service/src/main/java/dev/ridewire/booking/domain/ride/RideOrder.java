package dev.ridewire.booking.domain.ride;

import dev.ridewire.booking.domain.fare.Fare;
import dev.ridewire.booking.domain.fare.FareTerms;
import dev.ridewire.booking.domain.fare.VehicleClass;
import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.geo.GeoPoint;
import java.time.Instant;
import java.util.Objects;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The trip that a rider requested, with its promised price. It never changes.
 *
 * @param quoted       the promised price
 * @param terms        the basis of that price
 * @param pin          shown to the rider only
 * @param scheduledFor the time of the ride; null for now
 * @param note         for the driver; null if there is none
 */
public record RideOrder(
        RiderId rider,
        VehicleClass vehicleClass,
        GeoPoint pickup,
        GeoPoint dropoff,
        Fare quoted,
        FareTerms terms,
        Pin pin,
        @Nullable Instant scheduledFor,
        @Nullable String note) {
    public RideOrder {
        Objects.requireNonNull(rider, "rider");
        Objects.requireNonNull(vehicleClass, "vehicleClass");
        Objects.requireNonNull(pickup, "pickup");
        Objects.requireNonNull(dropoff, "dropoff");
        Objects.requireNonNull(quoted, "quoted");
        Objects.requireNonNull(terms, "terms");
        Objects.requireNonNull(pin, "pin");
    }

    public Money quotedFare() {
        return quoted.total();
    }
}
