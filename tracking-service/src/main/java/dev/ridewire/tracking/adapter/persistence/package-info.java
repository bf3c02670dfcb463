/** Rides, positions and trips in PostgreSQL. */
@NullMarked
package dev.ridewire.tracking.adapter.persistence;

import org.jspecify.annotations.NullMarked;
