/** Booking: the ride from the quote to the settled fare. */
@NullMarked
package dev.ridewire.booking;

import org.jspecify.annotations.NullMarked;
