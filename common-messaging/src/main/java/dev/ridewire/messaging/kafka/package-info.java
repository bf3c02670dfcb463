/**
 * Kafka's clients, tuned to wait for a Kafka that is away and to come back at once, and the form of an event as a
 * record.
 */
@NullMarked
package dev.ridewire.messaging.kafka;

import org.jspecify.annotations.NullMarked;
