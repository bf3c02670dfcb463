package dev.ridewire.tracking.domain;

import dev.ridewire.geo.GeoPoint;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rides as tests need them. */
public final class Samples {
    public static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    public static final GeoPoint PICKUP = new GeoPoint(40.75, -73.99);
    public static final GeoPoint DROPOFF = new GeoPoint(40.76, -73.98);

    private Samples() {}

    /** Rider ada; driver bob in the states that have one. */
    public static TrackedRide ride(UUID id, RideState state, long version) {
        return ride(id, state, version, state.hasCarOnTheWay() || state == RideState.COMPLETED ? "bob" : null);
    }

    public static TrackedRide ride(UUID id, RideState state, long version, @Nullable String driverId) {
        boolean started = state == RideState.IN_PROGRESS || state == RideState.COMPLETED;
        return new TrackedRide(
                id, "ada", state, version, 1, "STANDARD", PICKUP, DROPOFF, new TrackedRide.Price("12.50", "USD"), null,
                driverId == null
                        ? null
                        : new TrackedRide.Driver(driverId, new TrackedRide.Vehicle("STANDARD", "T-1", "Toyota Prius")),
                120, null, NOW, NOW.plusSeconds(version), started ? NOW : null,
                state == RideState.COMPLETED ? NOW.plusSeconds(600) : null,
                state == RideState.CANCELLED
                        ? new TrackedRide.Cancellation("RIDER", "changed-plans", new TrackedRide.Price("0.00", "USD"))
                        : null);
    }

    public static Ping ping(double lat, double lng, Instant recordedAt) {
        return new Ping(new GeoPoint(lat, lng), recordedAt, null, 90.0, null);
    }
}
