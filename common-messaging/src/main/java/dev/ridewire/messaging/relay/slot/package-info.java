/** The replication slot, the watermark beside it, and the lead that lets one instance read it. */
@NullMarked
package dev.ridewire.messaging.relay.slot;

import org.jspecify.annotations.NullMarked;
