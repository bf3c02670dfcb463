/**
 * The rides: what one is, what may happen to it and what it costs. Plain Java: time, ids and randomness are passed in.
 * The rooms, each of which may depend on those before it: {@code party}, {@code fare}, {@code city}, {@code ride},
 * {@code billing}, {@code rating}.
 */
@NullMarked
package dev.ridewire.booking.domain;

import org.jspecify.annotations.NullMarked;
