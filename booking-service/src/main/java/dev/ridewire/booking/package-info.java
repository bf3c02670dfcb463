/** Booking: the ride from the quote to the receipt. */
@NullMarked
package dev.ridewire.booking;

import org.jspecify.annotations.NullMarked;
