package dev.ridewire.booking.domain.city;

import dev.ridewire.geo.GeoPoint;

/** The area in which a city's cars pick riders up. */
public interface ServiceArea {
    /** Reports whether a place lies in it; its border belongs to it. */
    boolean contains(GeoPoint place);

    /** Returns how far a place is from its border, in metres; 0 inside. */
    double metersTo(GeoPoint place);

    BoundingBox bounds();
}
