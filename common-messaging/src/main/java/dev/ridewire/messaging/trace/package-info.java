/** The way of a trace through rows and records. */
@NullMarked
package dev.ridewire.messaging.trace;

import org.jspecify.annotations.NullMarked;
