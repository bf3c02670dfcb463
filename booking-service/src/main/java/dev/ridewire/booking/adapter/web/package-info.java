/**
 * Booking over HTTP: it decodes and checks requests, knows who sends them, and writes answers in the API's form. The
 * rooms {@code fare}, {@code ride}, {@code billing} and {@code rating} share the classes of this package.
 */
@NullMarked
package dev.ridewire.booking.adapter.web;

import org.jspecify.annotations.NullMarked;
