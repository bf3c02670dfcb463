package dev.ridewire.tracking.domain.life;

import java.time.Instant;
import java.util.Objects;

/**
 * An event with the time at which tracking recorded it. The difference to the event's own time is the delay of the
 * event path.
 */
public record RecordedEvent(LifeEvent event, Instant recordedAt) {
    public RecordedEvent {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(recordedAt, "recordedAt");
    }
}
