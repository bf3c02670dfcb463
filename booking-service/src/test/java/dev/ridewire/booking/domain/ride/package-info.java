/** Tests of what rides decide, by example and by random commands. */
@NullMarked
package dev.ridewire.booking.domain.ride;

import org.jspecify.annotations.NullMarked;
