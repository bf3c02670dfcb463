/** Rides: their data, and the effect of each command in each state. */
@NullMarked
package dev.ridewire.booking.domain.ride;

import org.jspecify.annotations.NullMarked;
