/** Rating a ride, looking at a rating, and the store of ratings. */
@NullMarked
package dev.ridewire.booking.application.rating;

import org.jspecify.annotations.NullMarked;
