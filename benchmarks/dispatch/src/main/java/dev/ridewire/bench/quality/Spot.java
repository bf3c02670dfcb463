package dev.ridewire.bench.quality;

import dev.ridewire.geo.GeoPoint;

/**
 * A place in metres east and north of a corner of the city.
 *
 * @param node the nearest node of the road network; 0 where there is none
 */
record Spot(double x, double y, int node) {
    private static final double METERS_PER_DEGREE = 111_195;
    /** The projection is true to scale at this latitude and off by 0.5 % at 0.3 degrees from it. */
    private static final double LATITUDE = 40.75;
    private static final double LONGITUDE = -74.0;

    static Spot of(GeoPoint point, int node) {
        return new Spot((point.lng() - LONGITUDE) * METERS_PER_DEGREE * Math.cos(Math.toRadians(LATITUDE)),
                (point.lat() - LATITUDE) * METERS_PER_DEGREE, node);
    }

    double metersTo(Spot other) {
        double dx = x - other.x;
        double dy = y - other.y;
        return Math.sqrt(dx * dx + dy * dy);
    }
}
