/** Where a place lies, and what is no polygon. */
@NullMarked
package dev.ridewire.booking.adapter.geometry;

import org.jspecify.annotations.NullMarked;
