package dev.ridewire.tracking;

import dev.ridewire.events.EventStreams;
import dev.ridewire.events.TraceContext;
import dev.ridewire.events.dispatch.driver.v1.Driver;
import dev.ridewire.events.dispatch.driver.v1.DriverEvent;
import dev.ridewire.events.dispatch.driver.v1.DriverStatus;
import dev.ridewire.messaging.kafka.EventRecords;
import dev.ridewire.messaging.kafka.KafkaClients;
import dev.ridewire.messaging.outbox.OutboxEntry;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;

/** Tells of drivers as dispatch does. */
final class Dispatch implements AutoCloseable {
    private final Producer<String, byte[]> producer;

    Dispatch(String kafka) {
        Booking.makeTopic(kafka, EventStreams.DRIVERS);
        producer = new KafkaClients(Map.of("bootstrap.servers", kafka)).durableProducer("test-dispatch");
    }

    void tell(String driver, DriverStatus status, long version, Instant since) {
        var event = DriverEvent.newBuilder().setDriver(Driver.newBuilder().setDriverId(driver).setStatus(status)
                .setVersion(version).setStatusChangedAt(Booking.timestamp(since)));
        var entry = OutboxEntry.of(EventStreams.DRIVERS, "ShiftEnded", UUID.randomUUID(), driver, version,
                Instant.now(), event.build(), TraceContext.NONE);
        producer.send(EventRecords.toRecord(entry, TraceContext.NONE));
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
