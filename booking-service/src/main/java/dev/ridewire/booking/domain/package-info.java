/**
 * The rides: what one is, what may happen to it and what it costs. Plain Java: time, ids and randomness are passed in.
 * The rooms in the order in which they may know each other: {@code party}, {@code fare}, {@code city}, {@code ride},
 * {@code billing}, {@code rating}.
 */
@NullMarked
package dev.ridewire.booking.domain;

import org.jspecify.annotations.NullMarked;
