/** Tests of ratings over HTTP, against the running service. */
@NullMarked
package dev.ridewire.booking.adapter.web.rating;

import org.jspecify.annotations.NullMarked;
