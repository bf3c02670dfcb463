/** Looking at what a ride cost, and at what a driver earned day by day. */
@NullMarked
package dev.ridewire.booking.application.billing;

import org.jspecify.annotations.NullMarked;
