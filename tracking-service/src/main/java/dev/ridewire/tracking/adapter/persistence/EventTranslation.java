package dev.ridewire.tracking.adapter.persistence;

import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.tracking.application.Trips.Measurement;
import java.time.Instant;

/** Says which event a measured trip is to the outside. Persistence stores it beside the trip without knowing the contract. */
@FunctionalInterface
public interface EventTranslation {
    OutboxEntry eventOf(Measurement measurement, Instant at);
}
