/** Booking over HTTP: decodes and checks what is asked, knows who asks, and puts answers into the API's words. */
@NullMarked
package dev.ridewire.booking.adapter.web;

import org.jspecify.annotations.NullMarked;
