package dev.ridewire.bench.textbook;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.NullUnmarked;

/** An event beside its ride. */
@Entity
@Table(name = "outbox")
@NullUnmarked
class OutboxEntity {
    @Id
    @GeneratedValue
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;
    private String topic;
    private String aggregateId;
    private String type;
    private String source;
    private long version;
    private Instant occurredAt;
    private byte[] payload;

    protected OutboxEntity() {}

    static OutboxEntity of(String type, String aggregateId, byte[] payload, Instant now) {
        var event = new OutboxEntity();
        event.topic = "rides";
        event.aggregateId = aggregateId;
        event.type = type;
        event.source = "urn:ridewire:textbook";
        event.version = 1;
        event.occurredAt = now;
        event.payload = payload;
        return event;
    }
}
