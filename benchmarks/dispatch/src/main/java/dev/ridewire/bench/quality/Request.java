package dev.ridewire.bench.quality;

import dev.ridewire.geo.GeoPoint;

/**
 * A ride that somebody asks for.
 *
 * @param at in milliseconds since midnight
 */
record Request(long at, GeoPoint pickup, GeoPoint dropoff, Spot from, Spot to) {}
