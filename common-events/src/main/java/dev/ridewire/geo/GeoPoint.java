package dev.ridewire.geo;

/**
 * A point on the earth, WGS 84.
 *
 * @param lat degrees north, -90 to 90
 * @param lng degrees east, -180 to 180
 */
public record GeoPoint(double lat, double lng) {
    /** The IUGG mean radius. */
    private static final double EARTH_RADIUS_METERS = 6_371_008.8;

    /** @throws IllegalArgumentException if a coordinate is out of range or not a number */
    public GeoPoint {
        requireWithin("lat", lat, 90);
        requireWithin("lng", lng, 180);
    }

    /** Returns the great-circle distance (haversine) in metres. */
    public double metersTo(GeoPoint other) {
        double dLat = Math.toRadians(other.lat - lat);
        double dLng = Math.toRadians(other.lng - lng);
        double a = square(Math.sin(dLat / 2))
                + Math.cos(Math.toRadians(lat)) * Math.cos(Math.toRadians(other.lat)) * square(Math.sin(dLng / 2));
        return 2 * EARTH_RADIUS_METERS * Math.asin(Math.min(1, Math.sqrt(a)));
    }

    private static double square(double x) {
        return x * x;
    }

    private static void requireWithin(String name, double value, double bound) {
        // The condition is written so that NaN fails too.
        if (!(Math.abs(value) <= bound)) {
            throw new IllegalArgumentException(
                    "%s: %s (expected: %s..%s)".formatted(name, value, -bound, bound));
        }
    }
}
