package dev.ridewire.tracking.domain;

import dev.ridewire.geo.GeoPoint;

/** How long a car still needs, from the straight line. */
public final class ArrivalEstimate {
    /** Streets are this much longer than the straight line; measured in cities at 1.2 to 1.4. */
    static final double DETOUR = 1.3;
    /** 30 km/h through a city, stops included. */
    static final double METERS_PER_SECOND = 30 / 3.6;

    private ArrivalEstimate() {}

    /** In whole seconds, rounded. */
    public static int seconds(GeoPoint from, GeoPoint to) {
        return (int) Math.round(from.metersTo(to) * DETOUR / METERS_PER_SECOND);
    }
}
