/**
 * Events of other services: deduplicated, gated by version, applied in one transaction a poll, dead letters set aside.
 */
@NullMarked
package dev.ridewire.messaging.inbox;

import org.jspecify.annotations.NullMarked;
