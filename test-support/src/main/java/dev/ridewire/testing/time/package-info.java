/** Time that tests control. */
@NullMarked
package dev.ridewire.testing.time;

import org.jspecify.annotations.NullMarked;
