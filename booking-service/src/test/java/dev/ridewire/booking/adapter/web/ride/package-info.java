/** Tests of rides over HTTP, against the running service. */
@NullMarked
package dev.ridewire.booking.adapter.web.ride;

import org.jspecify.annotations.NullMarked;
