/** The supervisor of the relay, and the state that it shows to people and alerts. */
@NullMarked
package dev.ridewire.messaging.relay.supervise;

import org.jspecify.annotations.NullMarked;
