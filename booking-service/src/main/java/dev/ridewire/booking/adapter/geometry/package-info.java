/** Booking's service areas as polygons of the JTS library. */
@NullMarked
package dev.ridewire.booking.adapter.geometry;

import org.jspecify.annotations.NullMarked;
