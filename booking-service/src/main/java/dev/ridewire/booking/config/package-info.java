/** Puts booking together: the one place that knows all its rooms. */
@NullMarked
package dev.ridewire.booking.config;

import org.jspecify.annotations.NullMarked;
