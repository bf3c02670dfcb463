/** Events in and out: one class for each stream translates between the contract and tracking's own types. */
@NullMarked
package dev.ridewire.tracking.adapter.messaging;

import org.jspecify.annotations.NullMarked;
