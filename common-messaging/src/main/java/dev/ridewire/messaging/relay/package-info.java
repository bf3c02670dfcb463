/**
 * The way from the outbox to Kafka: the WAL is followed, sends are pipelined, and only what Kafka has acknowledged is
 * confirmed.
 */
@NullMarked
package dev.ridewire.messaging.relay;

import org.jspecify.annotations.NullMarked;
