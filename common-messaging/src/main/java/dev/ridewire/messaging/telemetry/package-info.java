/** Events that need no outbox and no inbox: sent straight to Kafka, seen by every instance, the newest wins. */
@NullMarked
package dev.ridewire.messaging.telemetry;

import org.jspecify.annotations.NullMarked;
