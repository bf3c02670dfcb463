/** Tests of where a place lies, and of what is no polygon. */
@NullMarked
package dev.ridewire.booking.adapter.geometry;

import org.jspecify.annotations.NullMarked;
