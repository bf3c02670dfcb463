package dev.ridewire.dispatch.application.nearby;

import dev.ridewire.geo.GeoPoint;

/** The areas that places are blurred to. They cover the earth and don't overlap. Implementations answer from memory. */
public interface Areas {
    /** Returns the centre of the area that a point is in. */
    GeoPoint centerOf(GeoPoint point);
}
