/** Events in and out: one class for each stream translates between the contract and booking's own types. */
@NullMarked
package dev.ridewire.booking.adapter.messaging;

import org.jspecify.annotations.NullMarked;
