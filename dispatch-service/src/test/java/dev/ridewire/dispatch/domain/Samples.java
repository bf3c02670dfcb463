package dev.ridewire.dispatch.domain;

import dev.ridewire.dispatch.domain.offer.Fare;
import dev.ridewire.dispatch.domain.offer.Trip;
import dev.ridewire.dispatch.domain.ride.DispatchPolicy;
import dev.ridewire.dispatch.domain.ride.Match;
import dev.ridewire.dispatch.domain.ride.RideNews;
import dev.ridewire.dispatch.domain.shift.Driver;
import dev.ridewire.dispatch.domain.shift.DriverState;
import dev.ridewire.dispatch.domain.shift.Vehicle;
import dev.ridewire.geo.GeoPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Values that tests start from. */
public final class Samples {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    public static final DispatchPolicy POLICY = new DispatchPolicy(
            Duration.ofSeconds(15), Duration.ofMinutes(3), Duration.ofSeconds(60));
    public static final GeoPoint PICKUP = new GeoPoint(40.7580, -73.9855);
    public static final GeoPoint DROPOFF = new GeoPoint(40.7061, -74.0087);
    public static final Trip TRIP = new Trip("STANDARD", PICKUP, DROPOFF, new Fare("12.50", "USD"));
    public static final Vehicle PRIUS = new Vehicle("STANDARD", "RW-1", "Toyota Prius");
    public static final Vehicle GOLF = new Vehicle("STANDARD", "RW-2", "VW Golf");

    private Samples() {}

    public static RideNews.Wanted wanted(UUID rideId) {
        return wanted(rideId, 1);
    }

    public static RideNews.Wanted wanted(UUID rideId, int attempt, String... excluded) {
        return new RideNews.Wanted(rideId, attempt, TRIP, Set.of(excluded));
    }

    public static Match searching(UUID rideId) {
        return Match.started(wanted(rideId), POLICY, NOON).match();
    }

    public static Driver available(String id) {
        return new Driver(id, 1, PRIUS, new DriverState.Available(), NOON);
    }

    /** A ride put before a driver at noon, for a pickup two minutes away. */
    public static Change offered(UUID rideId, String driverId) {
        return Dispatching.offer(searching(rideId), available(driverId), new UUID(9, rideId.getLeastSignificantBits()),
                Duration.ofMinutes(2), POLICY, NOON);
    }

    public static UUID ride(long number) {
        return new UUID(1, number);
    }
}
