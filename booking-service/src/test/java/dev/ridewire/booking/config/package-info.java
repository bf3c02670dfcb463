/** Names and defaults that operators rely on. */
@NullMarked
package dev.ridewire.booking.config;

import org.jspecify.annotations.NullMarked;
