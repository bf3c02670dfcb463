/** The life of a ride: every version of every event, in causal order, and the waits between them. */
@NullMarked
package dev.ridewire.tracking.domain.life;

import org.jspecify.annotations.NullMarked;
