package dev.ridewire.tracking.domain;

import dev.ridewire.geo.GeoPoint;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The public state of a ride in its newest published version.
 *
 * @param version          the version that booking gave it; a higher one is newer
 * @param attempt          1 for the first search for a driver
 * @param fare             null until it settles
 * @param driver           null while none is assigned
 * @param pickupEtaSeconds estimated at assignment; 0 without a driver
 * @param scheduledFor     null for a ride that was wanted at once
 * @param startedAt        null until the ride starts
 * @param completedAt      null until it completes
 * @param cancellation     null unless it was cancelled
 */
public record TrackedRide(
        UUID id,
        String riderId,
        RideState state,
        long version,
        int attempt,
        String vehicleClass,
        GeoPoint pickup,
        GeoPoint dropoff,
        @Nullable Price quotedFare,
        @Nullable Price fare,
        @Nullable Driver driver,
        int pickupEtaSeconds,
        @Nullable Instant scheduledFor,
        Instant requestedAt,
        Instant stateChangedAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Cancellation cancellation) {
    public TrackedRide {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(riderId, "riderId");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(vehicleClass, "vehicleClass");
        Objects.requireNonNull(pickup, "pickup");
        Objects.requireNonNull(dropoff, "dropoff");
        Objects.requireNonNull(requestedAt, "requestedAt");
        Objects.requireNonNull(stateChangedAt, "stateChangedAt");
        if (version < 1) {
            throw new IllegalArgumentException("version: " + version + " (expected: 1 or more)");
        }
    }

    /** An exact amount, passed on as booking wrote it. */
    public record Price(String amount, String currency) {}

    /** The driver and the car that a rider looks out for. */
    public record Driver(String id, Vehicle vehicle) {}

    /** A vehicle as a rider recognises it. */
    public record Vehicle(String vehicleClass, String plate, String model) {}

    /** @param by RIDER, DRIVER or DISPATCHER */
    public record Cancellation(String by, String reason, @Nullable Price fee) {}

    public boolean isNewerThan(TrackedRide other) {
        return version > other.version;
    }

    public boolean isDrivenBy(String person) {
        return driver != null && driver.id().equals(person);
    }

    /** Returns the driver whose car a watcher follows; null while no car is on the way. */
    public @Nullable String followedDriver() {
        return driver != null && state.hasCarOnTheWay() ? driver.id() : null;
    }

    /** Returns the place to which the car drives. */
    public GeoPoint destination() {
        return state == RideState.IN_PROGRESS ? dropoff : pickup;
    }
}
