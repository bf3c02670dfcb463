/**
 * Kafka's clients, which wait while Kafka is away and reconnect at once, and the form of an event as a record.
 */
@NullMarked
package dev.ridewire.messaging.kafka;

import org.jspecify.annotations.NullMarked;
