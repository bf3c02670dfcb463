package dev.ridewire.simulator.city;

import dev.ridewire.geo.GeoPoint;

/** Geometry on the map for short distances, precise enough for a city. */
public final class Places {
    private static final double METERS_PER_DEGREE = 111_195;

    private Places() {}

    /**
     * Returns the place at a distance.
     *
     * @param angle direction in radians, clockwise from north
     */
    public static GeoPoint away(GeoPoint from, double meters, double angle) {
        double lat = from.lat() + meters * Math.cos(angle) / METERS_PER_DEGREE;
        double lng = from.lng()
                + meters * Math.sin(angle) / (METERS_PER_DEGREE * Math.cos(Math.toRadians(from.lat())));
        return new GeoPoint(Math.clamp(lat, -90, 90), Math.clamp(lng, -180, 180));
    }

    /** Returns the place at a share (0 to 1) of the way from one place to the other. */
    public static GeoPoint between(GeoPoint from, GeoPoint to, double share) {
        return new GeoPoint(
                from.lat() + share * (to.lat() - from.lat()),
                from.lng() + share * (to.lng() - from.lng()));
    }

    /** Returns the compass heading in degrees, from 0 (north) to below 360. */
    public static double heading(GeoPoint from, GeoPoint to) {
        double east = (to.lng() - from.lng()) * Math.cos(Math.toRadians(from.lat()));
        double degrees = Math.toDegrees(Math.atan2(east, to.lat() - from.lat()));
        // Adding a full turn to a tiny negative angle rounds to 360.
        return (degrees + 360) % 360;
    }
}
