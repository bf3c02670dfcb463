package dev.ridewire.dispatch.application.position;

import dev.ridewire.geo.GeoPoint;
import java.time.Duration;

/** The durations of drives. Implementations answer from memory, because callers hold a transaction. */
public interface TravelTimes {
    Duration between(GeoPoint from, GeoPoint to);
}
