/** Two readers of the WAL, and the engine that runs one of them. */
@NullMarked
package dev.ridewire.messaging.relay.wal;

import org.jspecify.annotations.NullMarked;
