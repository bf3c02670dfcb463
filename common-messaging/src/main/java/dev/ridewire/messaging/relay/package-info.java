/**
 * The relay from the outbox to Kafka: it reads the WAL, sends without waiting, and confirms only the events that Kafka
 * has acknowledged.
 */
@NullMarked
package dev.ridewire.messaging.relay;

import org.jspecify.annotations.NullMarked;
