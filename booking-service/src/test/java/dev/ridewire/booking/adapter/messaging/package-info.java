/** Contracts and facts, there and back. */
@NullMarked
package dev.ridewire.booking.adapter.messaging;

import org.jspecify.annotations.NullMarked;
