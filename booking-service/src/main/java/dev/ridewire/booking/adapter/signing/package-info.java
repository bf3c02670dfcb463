/** Quotes that clients carry, sealed with a key that only booking has. */
@NullMarked
package dev.ridewire.booking.adapter.signing;

import org.jspecify.annotations.NullMarked;
