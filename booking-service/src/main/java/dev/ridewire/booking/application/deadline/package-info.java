/** The time-based work on rides, a batch at a time. */
@NullMarked
package dev.ridewire.booking.application.deadline;

import org.jspecify.annotations.NullMarked;
