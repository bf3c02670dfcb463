/** Tests of the use cases around a ride against a store in memory, which keeps the same contract as the real one. */
@NullMarked
package dev.ridewire.booking.application.ride;

import org.jspecify.annotations.NullMarked;
