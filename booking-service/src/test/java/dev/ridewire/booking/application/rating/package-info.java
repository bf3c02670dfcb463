/** Tests of rating a ride against a store in memory, which keeps the same contract as the real one. */
@NullMarked
package dev.ridewire.booking.application.rating;

import org.jspecify.annotations.NullMarked;
