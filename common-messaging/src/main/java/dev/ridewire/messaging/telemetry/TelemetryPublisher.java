package dev.ridewire.messaging.telemetry;

import dev.ridewire.messaging.outbox.OutboxEntry;

/**
 * Sends events straight to Kafka. Never blocks and never fails the caller: what does not fit the buffer is counted and
 * lost.
 */
public interface TelemetryPublisher {
    void publish(OutboxEntry entry);
}
