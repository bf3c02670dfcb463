/** Quotes that can not be changed on their way. */
@NullMarked
package dev.ridewire.booking.adapter.signing;

import org.jspecify.annotations.NullMarked;
