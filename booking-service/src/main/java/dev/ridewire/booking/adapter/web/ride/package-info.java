/** Rides over HTTP: asking for them, looking at them, changing them. */
@NullMarked
package dev.ridewire.booking.adapter.web.ride;

import org.jspecify.annotations.NullMarked;
