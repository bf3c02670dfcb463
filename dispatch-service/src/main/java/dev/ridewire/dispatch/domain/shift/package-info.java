/** Drivers on shift: their cars, and whether they can be asked. */
@NullMarked
package dev.ridewire.dispatch.domain.shift;

import org.jspecify.annotations.NullMarked;
