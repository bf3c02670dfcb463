package dev.ridewire.bench.quality;

import dev.ridewire.geo.GeoPoint;
import java.util.Optional;

/** The streets of the city: how long and how far it is from one place to another. */
interface Streets {
    String name();

    /** Returns a place on the streets; empty where the point is too far from all of them. */
    Optional<Spot> spotAt(GeoPoint point);

    long millis(Spot from, Spot to);

    double meters(Spot from, Spot to);

    /** Returns the place of a car that has driven a share, 0 to 1, of the time from one place to the other. */
    Spot along(Spot from, Spot to, double share);
}
