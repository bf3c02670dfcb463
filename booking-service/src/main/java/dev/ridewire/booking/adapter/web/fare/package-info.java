/** Quotes over HTTP. */
@NullMarked
package dev.ridewire.booking.adapter.web.fare;

import org.jspecify.annotations.NullMarked;
