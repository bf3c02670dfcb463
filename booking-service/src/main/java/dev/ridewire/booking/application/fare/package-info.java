/** Quoting a trip, and the ports for the seal and the surge. */
@NullMarked
package dev.ridewire.booking.application.fare;

import org.jspecify.annotations.NullMarked;
