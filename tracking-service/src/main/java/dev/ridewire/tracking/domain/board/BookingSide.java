package dev.ridewire.tracking.domain.board;

import dev.ridewire.geo.GeoPoint;
import dev.ridewire.tracking.domain.RideState;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The ride as booking tells of it.
 *
 * @param city             empty if booking did not tell it
 * @param driverId         null while no driver is assigned
 * @param pickupEtaSeconds estimated at assignment; 0 without a driver
 * @param scheduledFor     null for a ride that was wanted at once
 * @param fareSettled      whether the final fare is known
 */
public record BookingSide(
        UUID rideId,
        long version,
        RideState state,
        int attempt,
        String city,
        String vehicleClass,
        @Nullable String driverId,
        int pickupEtaSeconds,
        GeoPoint pickup,
        GeoPoint dropoff,
        Instant requestedAt,
        Instant stateChangedAt,
        @Nullable Instant scheduledFor,
        boolean fareSettled) {
    public BookingSide {
        Objects.requireNonNull(rideId, "rideId");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(city, "city");
        Objects.requireNonNull(vehicleClass, "vehicleClass");
        Objects.requireNonNull(pickup, "pickup");
        Objects.requireNonNull(dropoff, "dropoff");
        Objects.requireNonNull(requestedAt, "requestedAt");
        Objects.requireNonNull(stateChangedAt, "stateChangedAt");
    }
}
