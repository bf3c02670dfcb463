package dev.ridewire.booking.application.ride;

import dev.ridewire.booking.domain.fare.VehicleClass;
import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.geo.GeoPoint;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A rider's request for a ride, as it was sent.
 *
 * @param quoteId      the sealed quote
 * @param scheduledFor the time of the ride; null for now
 * @param note         for the driver; null if there is none
 */
public record RideRequest(
        RiderId rider,
        String quoteId,
        VehicleClass vehicleClass,
        GeoPoint pickup,
        GeoPoint dropoff,
        @Nullable Instant scheduledFor,
        @Nullable String note) {
    public RideRequest {
        Objects.requireNonNull(rider, "rider");
        Objects.requireNonNull(quoteId, "quoteId");
        Objects.requireNonNull(vehicleClass, "vehicleClass");
        Objects.requireNonNull(pickup, "pickup");
        Objects.requireNonNull(dropoff, "dropoff");
    }

    /** Returns a hash that is the same for requests with the same content, however their JSON was written. */
    public String fingerprint() {
        String text = String.join("\n", quoteId, vehicleClass.name(), pickup.toString(), dropoff.toString(),
                Objects.toString(scheduledFor, "now"), note == null ? "no note" : "note: " + note);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
