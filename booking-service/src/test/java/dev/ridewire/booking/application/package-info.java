/** Use cases tried out against ports in memory. */
@NullMarked
package dev.ridewire.booking.application;

import org.jspecify.annotations.NullMarked;
