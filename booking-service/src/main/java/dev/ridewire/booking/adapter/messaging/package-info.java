/** Events in and out: the contracts' words and booking's own, translated in one class a stream. */
@NullMarked
package dev.ridewire.booking.adapter.messaging;

import org.jspecify.annotations.NullMarked;
