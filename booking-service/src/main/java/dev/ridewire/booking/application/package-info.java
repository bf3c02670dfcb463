/**
 * The use cases of booking, one class each, and the ports that they need. The rooms, each of which may depend on those
 * before it: {@code fare}, {@code ride}, {@code deadline}, {@code news}, {@code billing}, {@code rating}.
 */
@NullMarked
package dev.ridewire.booking.application;

import org.jspecify.annotations.NullMarked;
