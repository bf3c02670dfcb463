/** The consumers that record the lives of rides. */
@NullMarked
package dev.ridewire.tracking.adapter.messaging.life;

import org.jspecify.annotations.NullMarked;
