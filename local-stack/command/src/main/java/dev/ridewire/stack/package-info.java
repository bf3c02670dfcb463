/** The {@code ridewire} command: the whole system on one machine. */
@NullMarked
package dev.ridewire.stack;

import org.jspecify.annotations.NullMarked;
