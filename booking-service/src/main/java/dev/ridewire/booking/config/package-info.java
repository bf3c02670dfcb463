/** Puts booking together. Only this package knows all the rooms. */
@NullMarked
package dev.ridewire.booking.config;

import org.jspecify.annotations.NullMarked;
