/**
 * The rides: what one is, what may happen to it and what it costs. Plain Java: time, ids and randomness are passed in.
 */
@NullMarked
package dev.ridewire.booking.domain;

import org.jspecify.annotations.NullMarked;
