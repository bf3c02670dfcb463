package dev.ridewire.tracking.domain.life;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event at its place in a ride's life.
 *
 * @param at    the event's time, or that of its cause if the clocks of two services disagree about their order
 * @param cause the event that it follows from; null for the first, or where the cause was not recorded
 */
public record Step(RecordedEvent recorded, Instant at, Lane lane, Weight weight, @Nullable UUID cause) {
    public LifeEvent event() {
        return recorded.event();
    }
}
