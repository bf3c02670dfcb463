/**
 * The creation of a ride: booking-service against a bare handler and against a textbook application, over HTTP, each in
 * a JVM of its own.
 */
@NullMarked
package dev.ridewire.bench.booking;

import org.jspecify.annotations.NullMarked;
