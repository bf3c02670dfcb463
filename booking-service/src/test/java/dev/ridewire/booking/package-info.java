/** Booking as a whole, running for tests. */
@NullMarked
package dev.ridewire.booking;

import org.jspecify.annotations.NullMarked;
