/** Tests of what may be rated, and for how long. */
@NullMarked
package dev.ridewire.booking.domain.rating;

import org.jspecify.annotations.NullMarked;
