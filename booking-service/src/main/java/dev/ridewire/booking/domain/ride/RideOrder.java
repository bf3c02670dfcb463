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
 * The trip that a rider asked for and was promised. It never changes.
 *
 * @param quoted       the price that holds
 * @param terms        what it rests on
 * @param pin          shown to the rider only
 * @param scheduledFor when the ride is wanted; null: at once
 * @param note         for the driver; null where there is none
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
