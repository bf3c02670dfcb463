package dev.ridewire.tracking.adapter.messaging;

import dev.ridewire.events.TraceContext;
import dev.ridewire.messaging.telemetry.TelemetryPublisher;
import dev.ridewire.tracking.application.LocationFeed;
import dev.ridewire.tracking.domain.Ping;
import java.util.UUID;
import java.util.function.Supplier;

/** A feed that sends positions to Kafka without an outbox. */
public final class KafkaLocationFeed implements LocationFeed {
    private final TelemetryPublisher publisher;
    private final Supplier<UUID> ids;

    public KafkaLocationFeed(TelemetryPublisher publisher, Supplier<UUID> ids) {
        this.publisher = publisher;
        this.ids = ids;
    }

    @Override
    public void publish(String driverId, Ping ping, TraceContext cause) {
        publisher.publish(LocationEvents.eventOf(ids.get(), driverId, ping, cause));
    }

    @Override
    public boolean isDelivering() {
        return publisher.isDelivering();
    }
}
