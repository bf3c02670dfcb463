package dev.ridewire.booking.domain;

import dev.ridewire.geo.GeoPoint;

/** Where a city's cars pick riders up. */
public interface ServiceArea {
    /** Whether a place lies in it; its border does. */
    boolean contains(GeoPoint place);

    /** How far a place is from its border, in metres; 0 inside. */
    double metersTo(GeoPoint place);

    BoundingBox bounds();
}
