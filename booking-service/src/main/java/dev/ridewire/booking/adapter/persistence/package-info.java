/** Rides in PostgreSQL, each change and its events in one statement. */
@NullMarked
package dev.ridewire.booking.adapter.persistence;

import org.jspecify.annotations.NullMarked;
