/** Booking over real HTTP with a real database and no Kafka. */
@NullMarked
package dev.ridewire.booking.adapter.web;

import org.jspecify.annotations.NullMarked;
