/** Rides: what one is, and what each command does to it in each of its states. */
@NullMarked
package dev.ridewire.booking.domain.ride;

import org.jspecify.annotations.NullMarked;
