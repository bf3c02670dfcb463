package dev.ridewire.simulator.bot;

import dev.ridewire.geo.GeoPoint;
import dev.ridewire.simulator.api.TrackingApi.Ping;
import dev.ridewire.simulator.city.Journey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A car, steered by its driver and watched by the driver's phone. */
final class Car {
    private final double metersPerSecond;
    private volatile Journey journey;

    Car(GeoPoint parkedAt, Instant now, double metersPerSecond) {
        this.journey = Journey.parked(parkedAt, now);
        this.metersPerSecond = metersPerSecond;
    }

    void driveTo(GeoPoint place, Instant now) {
        journey = new Journey(journey.positionAt(now), place, now, metersPerSecond);
    }

    /** Stays where it is. */
    void stop(Instant now) {
        journey = Journey.parked(journey.positionAt(now), now);
    }

    boolean hasArrived(Instant now) {
        return journey.isOverAt(now);
    }

    Ping ping(Instant now) {
        Journey current = journey;
        GeoPoint position = current.positionAt(now);
        double speed = current.isOverAt(now) ? 0 : current.metersPerSecond();
        return new Ping(position.lat(), position.lng(), now.truncatedTo(ChronoUnit.MILLIS).toString(), speed,
                current.heading());
    }
}
