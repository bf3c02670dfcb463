/** Ratings over HTTP. */
@NullMarked
package dev.ridewire.booking.adapter.web.rating;

import org.jspecify.annotations.NullMarked;
