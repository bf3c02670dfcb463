package dev.ridewire.messaging.telemetry;

import dev.ridewire.messaging.outbox.OutboxEntry;

/**
 * Sends events straight to Kafka. It never blocks its caller and never fails: events that do not fit into the buffer
 * are counted and lost.
 */
public interface TelemetryPublisher {
    void publish(OutboxEntry entry);

    /** Reports whether Kafka takes the events: false once they wait too long or the buffer is nearly full. */
    boolean isDelivering();
}
