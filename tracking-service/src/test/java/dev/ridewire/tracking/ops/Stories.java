package dev.ridewire.tracking.ops;

import dev.ridewire.geo.GeoPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Lives of rides that a dispatcher meets. */
public final class Stories {
    public static final GeoPoint PICKUP = new GeoPoint(40.752, -73.978);
    public static final GeoPoint DROPOFF = new GeoPoint(40.731, -73.995);

    private Stories() {}

    private static Story begin(Instant begin) {
        return begin(UUID.randomUUID(), begin, PICKUP);
    }

    private static Story begin(UUID id, Instant begin, GeoPoint pickup) {
        return new Story(id, begin, pickup, DROPOFF, "new-york").request().requested().afterMillis(38).searchStarted();
    }

    /** A search that waits for a driver's answer. */
    public static Story offered(Instant begin) {
        return offered(UUID.randomUUID(), begin, PICKUP);
    }

    public static Story offered(UUID id, Instant begin, GeoPoint pickup) {
        return begin(id, begin, pickup).afterMillis(1_240).offered("driver-" + id, 210);
    }

    /** A search without a car in reach. */
    public static Story searching(UUID id, Instant begin, GeoPoint pickup) {
        return begin(id, begin, pickup);
    }

    /** A ride whose driver accepted at once. */
    public static Story assigned(UUID id, Instant begin, GeoPoint pickup) {
        return begin(id, begin, pickup).afterMillis(900).offered("driver-" + id, 180)
                .after(Duration.ofSeconds(4)).request().accepted().afterMillis(45).assigned();
    }

    /** A ride whose trip has begun. */
    public static Story underWay(UUID id, Instant begin, GeoPoint pickup) {
        return assigned(id, begin, pickup).after(Duration.ofSeconds(170)).request().arrived()
                .after(Duration.ofSeconds(40)).request().started();
    }

    /** A ride from the request to the fare, in twelve minutes. */
    public static Story completed(Instant begin) {
        return completed(UUID.randomUUID(), begin, PICKUP);
    }

    public static Story completed(UUID id, Instant begin, GeoPoint pickup) {
        return underWay(id, begin, pickup).after(Duration.ofSeconds(500)).request().completed().afterMillis(60)
                .closed().after(Duration.ofSeconds(5)).measured(3_420).afterMillis(55).settled();
    }

    /**
     * A rider who waits four minutes: one driver lets the offer expire, one declines, one accepts and gives the ride
     * back, and the fourth comes.
     */
    public static Story longWait(Instant begin) {
        var id = UUID.randomUUID();
        // A driver's versions are counted over all rides, so a driver drives in one story only.
        String suffix = "-" + id.toString().substring(0, 4);
        return begin(id, begin, PICKUP)
                .afterMillis(1_310).offered("driver-kim" + suffix, 190)
                .after(Duration.ofSeconds(15)).expired()
                .after(Duration.ofSeconds(2)).offered("driver-lou" + suffix, 240)
                .after(Duration.ofSeconds(9)).request().declined()
                .after(Duration.ofSeconds(3)).offered("driver-max" + suffix, 300)
                .after(Duration.ofSeconds(7)).request().accepted().afterMillis(52).assigned()
                .after(Duration.ofSeconds(131)).request().givenBack("flat-tyre").afterMillis(41).searchStarted()
                .after(Duration.ofSeconds(66)).offered("driver-ned" + suffix, 120)
                .after(Duration.ofSeconds(5)).request().accepted().afterMillis(48).assigned();
    }

    /** A rider who gives up while a driver is asked. */
    public static Story cancelled(Instant begin) {
        return offered(begin).after(Duration.ofSeconds(6)).request().cancelled("changed-plans").afterMillis(50)
                .closed();
    }

    /** A search that ended without a driver. */
    public static Story notFound(Instant begin) {
        return begin(begin).after(Duration.ofMinutes(5)).failed().afterMillis(61).notFound();
    }
}
