package dev.ridewire.dispatch.adapter.persistence;

import dev.ridewire.dispatch.application.Traced;
import dev.ridewire.dispatch.domain.Change;
import dev.ridewire.messaging.outbox.OutboxEntry;
import java.util.List;

/**
 * Says which events a change is to the outside. Persistence stores them beside the change without knowing the
 * contracts.
 */
@FunctionalInterface
public interface EventTranslation {
    List<OutboxEntry> eventsOf(Traced<Change> change);
}
