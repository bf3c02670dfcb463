/** The port to PostgreSQL, held to its contract on a real one. */
@NullMarked
package dev.ridewire.booking.adapter.persistence;

import org.jspecify.annotations.NullMarked;
