package dev.ridewire.tracking.adapter.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ridewire.geo.GeoPoint;
import dev.ridewire.tracking.domain.TrackedRide;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ride as a watcher sees it: the {@code ride} event. */
record RideResource(
        UUID id,
        String riderId,
        String state,
        long version,
        int attempt,
        String vehicleClass,
        GeoPoint pickup,
        GeoPoint dropoff,
        TrackedRide.@Nullable Price quotedFare,
        TrackedRide.@Nullable Price fare,
        @Nullable Driver driver,
        @Nullable Integer pickupEtaSeconds,
        @Nullable Instant scheduledFor,
        Instant requestedAt,
        Instant stateChangedAt,
        TrackedRide.@Nullable Cancellation cancellation) {
    record Driver(String id, Vehicle vehicle) {}

    record Vehicle(@JsonProperty("class") String vehicleClass, String plate, String model) {}

    static RideResource of(TrackedRide ride) {
        return new RideResource(ride.id(), ride.riderId(), ride.state().name(), ride.version(), ride.attempt(),
                ride.vehicleClass(), ride.pickup(), ride.dropoff(), ride.quotedFare(), ride.fare(), driverOf(ride),
                ride.driver() == null ? null : ride.pickupEtaSeconds(), ride.scheduledFor(), ride.requestedAt(),
                ride.stateChangedAt(),
                ride.cancellation());
    }

    private static @Nullable Driver driverOf(TrackedRide ride) {
        var driver = ride.driver();
        return driver == null
                ? null
                : new Driver(driver.id(), new Vehicle(
                        driver.vehicle().vehicleClass(), driver.vehicle().plate(), driver.vehicle().model()));
    }
}
