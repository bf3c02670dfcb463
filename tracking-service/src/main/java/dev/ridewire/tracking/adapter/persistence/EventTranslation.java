package dev.ridewire.tracking.adapter.persistence;

import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.tracking.application.Trips.Measurement;
import java.time.Instant;

/** The translation of a measured trip into its event, which persistence stores without knowing the contract. */
@FunctionalInterface
public interface EventTranslation {
    OutboxEntry eventOf(Measurement measurement, Instant at);
}
