/** The rules of the house, and rooms that break them. */
@NullMarked
package dev.ridewire.booking.architecture;

import org.jspecify.annotations.NullMarked;
