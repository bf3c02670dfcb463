package dev.ridewire.dispatch.adapter.messaging;

import dev.ridewire.dispatch.application.CausedChange;
import dev.ridewire.dispatch.domain.DispatchChange;
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

    public List<OutboxEntry> eventsOf(CausedChange caused) {
        DispatchChange change = caused.change();
        List<OutboxEntry> events = new ArrayList<>();
        if (change.match() != null) {
            events.add(MatchEvents.entry(change.match(), ids.get(), caused.cause()));
        }
        if (change.driver() != null) {
            events.add(DriverEvents.entry(change.driver(), ids.get(), caused.cause()));
        }
        return events;
    }
}
