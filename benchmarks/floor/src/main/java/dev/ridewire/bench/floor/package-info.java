/**
 * The baseline for booking's {@code POST /v1/rides}: a bare handler, and the parts of booking that the measurement
 * needs.
 */
@NullMarked
package dev.ridewire.bench.floor;

import org.jspecify.annotations.NullMarked;
