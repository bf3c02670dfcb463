/**
 * Booking over HTTP: decodes and checks what is asked, knows who asks, and puts answers into the API's words. The rooms
 * {@code fare}, {@code ride}, {@code billing} and {@code rating} share what stands here.
 */
@NullMarked
package dev.ridewire.booking.adapter.web;

import org.jspecify.annotations.NullMarked;
