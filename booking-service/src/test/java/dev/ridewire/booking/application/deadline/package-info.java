/** Tests of what time does to rides, against a store in memory and a clock that the tests move. */
@NullMarked
package dev.ridewire.booking.application.deadline;

import org.jspecify.annotations.NullMarked;
