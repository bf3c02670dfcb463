package dev.ridewire.dispatch.adapter.messaging;

import dev.ridewire.dispatch.application.Traced;
import dev.ridewire.dispatch.domain.Change;
import dev.ridewire.messaging.outbox.OutboxEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Which events a change is: one for the match, one for the driver. */
public final class DispatchEvents {
    private final Supplier<UUID> ids;

    public DispatchEvents(Supplier<UUID> ids) {
        this.ids = ids;
    }

    public List<OutboxEntry> eventsOf(Traced<Change> traced) {
        Change change = traced.value();
        List<OutboxEntry> events = new ArrayList<>();
        if (change.match() != null) {
            events.add(MatchEvents.entry(change.match(), ids.get(), traced.trace()));
        }
        if (change.driver() != null) {
            events.add(DriverEvents.entry(change.driver(), ids.get(), traced.trace()));
        }
        return events;
    }
}
