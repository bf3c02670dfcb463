/** Rides as a dispatcher's board shows them, and the rules by which one is stuck. */
@NullMarked
package dev.ridewire.tracking.domain.board;

import org.jspecify.annotations.NullMarked;
