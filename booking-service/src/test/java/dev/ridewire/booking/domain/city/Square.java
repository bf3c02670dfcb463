package dev.ridewire.booking.domain.city;

import dev.ridewire.geo.GeoPoint;

/** An area that tests can do sums with. */
public record Square(double south, double west, double size) implements ServiceArea {
    @Override
    public boolean contains(GeoPoint place) {
        return nearest(place).equals(place);
    }

    @Override
    public double metersTo(GeoPoint place) {
        return place.metersTo(nearest(place));
    }

    @Override
    public BoundingBox bounds() {
        return new BoundingBox(south, west, south + size, west + size);
    }

    private GeoPoint nearest(GeoPoint place) {
        return new GeoPoint(Math.clamp(place.lat(), south, south + size), Math.clamp(place.lng(), west, west + size));
    }
}
