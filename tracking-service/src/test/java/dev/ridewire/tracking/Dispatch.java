package dev.ridewire.tracking;

import dev.ridewire.events.EventStreams;
import dev.ridewire.events.TraceContext;
import dev.ridewire.events.dispatch.driver.v1.Driver;
import dev.ridewire.events.dispatch.driver.v1.DriverEvent;
import dev.ridewire.events.dispatch.driver.v1.DriverStatus;
import dev.ridewire.messaging.outbox.OutboxEntry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Tells of drivers as dispatch does. */
final class Dispatch implements AutoCloseable {
    private final TopicWriter writer;

    Dispatch(String kafka) {
        writer = new TopicWriter(kafka, List.of(EventStreams.DRIVERS));
    }

    void tell(String driver, DriverStatus status, long version, Instant since) {
        var event = DriverEvent.newBuilder().setDriver(Driver.newBuilder().setDriverId(driver).setStatus(status)
                .setVersion(version).setStatusChangedAt(Booking.timestamp(since)));
        var entry = OutboxEntry.of(EventStreams.DRIVERS, "ShiftEnded", UUID.randomUUID(), driver, version,
                Instant.now(), event.build(), TraceContext.NONE);
        writer.write(entry, TraceContext.NONE);
    }

    @Override
    public void close() {
        writer.close();
    }
}
