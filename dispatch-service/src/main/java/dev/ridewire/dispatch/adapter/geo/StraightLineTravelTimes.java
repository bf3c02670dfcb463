package dev.ridewire.dispatch.adapter.geo;

import dev.ridewire.dispatch.application.position.TravelTimes;
import dev.ridewire.geo.GeoPoint;
import java.time.Duration;

/** A straight line, made longer by a factor as streets are, at an average speed. */
public final class StraightLineTravelTimes implements TravelTimes {
    private final double detour;
    private final double metersPerSecond;

    /** @param detour how much longer the way is than the straight line, 1 or more */
    public StraightLineTravelTimes(double detour, double metersPerSecond) {
        if (!(detour >= 1)) {
            throw new IllegalArgumentException("detour: " + detour + " (expected: 1 or more)");
        }
        if (!(metersPerSecond > 0)) {
            throw new IllegalArgumentException("metersPerSecond: " + metersPerSecond + " (expected: more than 0)");
        }
        this.detour = detour;
        this.metersPerSecond = metersPerSecond;
    }

    @Override
    public Duration between(GeoPoint from, GeoPoint to) {
        return Duration.ofMillis(Math.round(from.metersTo(to) * detour / metersPerSecond * 1000));
    }
}
