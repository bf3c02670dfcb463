/** The shifts of drivers, as far as reporting positions depends on them. */
@NullMarked
package dev.ridewire.tracking.domain.shift;

import org.jspecify.annotations.NullMarked;
