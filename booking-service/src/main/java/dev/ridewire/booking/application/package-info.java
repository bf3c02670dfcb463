/**
 * The use cases of booking, one class each, and the ports that they need. The rooms in the order in which they may know
 * each other: {@code fare}, {@code ride}, {@code deadline}, {@code news}, {@code billing}, {@code rating}.
 */
@NullMarked
package dev.ridewire.booking.application;

import org.jspecify.annotations.NullMarked;
