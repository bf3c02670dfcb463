package dev.ridewire.dispatch.adapter.geo;

import com.uber.h3core.H3Core;
import com.uber.h3core.util.LatLng;
import dev.ridewire.dispatch.application.nearby.Areas;
import dev.ridewire.geo.GeoPoint;

/** The cells of H3 at one resolution. */
public final class H3Areas implements Areas {
    /** About a metre: more digits would only look exact. */
    private static final double DIGITS = 1e5;

    private final H3Core h3;
    private final int resolution;

    /** @param resolution 0 to 15; cells of 9 have edges of about 200 m */
    public H3Areas(H3Core h3, int resolution) {
        if (resolution < 0 || resolution > 15) {
            throw new IllegalArgumentException("resolution: " + resolution + " (expected: 0 to 15)");
        }
        this.h3 = h3;
        this.resolution = resolution;
    }

    @Override
    public GeoPoint centerOf(GeoPoint point) {
        LatLng center = h3.cellToLatLng(h3.latLngToCell(point.lat(), point.lng(), resolution));
        return new GeoPoint(Math.round(center.lat * DIGITS) / DIGITS, Math.round(center.lng * DIGITS) / DIGITS);
    }
}
