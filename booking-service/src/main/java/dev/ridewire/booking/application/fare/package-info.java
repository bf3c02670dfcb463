/** Quoting a trip, and the seal and the surge that a quote needs. */
@NullMarked
package dev.ridewire.booking.application.fare;

import org.jspecify.annotations.NullMarked;
