package dev.ridewire.dispatch.application;

import dev.ridewire.geo.GeoPoint;
import java.time.Duration;

/** How long a drive takes. Answers from memory: callers hold a transaction. */
public interface TravelTimes {
    Duration between(GeoPoint from, GeoPoint to);
}
