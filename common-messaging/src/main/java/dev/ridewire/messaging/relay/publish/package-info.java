/** The way of events to Kafka: sends without a wait, refusals, and the order of what is done. */
@NullMarked
package dev.ridewire.messaging.relay.publish;

import org.jspecify.annotations.NullMarked;
