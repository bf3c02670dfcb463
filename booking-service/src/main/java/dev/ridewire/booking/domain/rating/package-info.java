/** Ratings: what the parties of a ride say about it, and how long they may change it. */
@NullMarked
package dev.ridewire.booking.domain.rating;

import org.jspecify.annotations.NullMarked;
