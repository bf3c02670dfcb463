/** The measurement of trip distances: no HTTP, no database, one process. */
@NullMarked
package dev.ridewire.bench.trips;

import org.jspecify.annotations.NullMarked;
