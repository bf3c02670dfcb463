/** Tests of prices and settlements, by example and by random trips. */
@NullMarked
package dev.ridewire.booking.domain.fare;

import org.jspecify.annotations.NullMarked;
