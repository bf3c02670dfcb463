/** Asking for a ride, looking at it and changing it, and the store of rides. */
@NullMarked
package dev.ridewire.booking.application.ride;

import org.jspecify.annotations.NullMarked;
