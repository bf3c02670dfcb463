package dev.ridewire.booking.adapter.persistence;

import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideFact;
import dev.ridewire.events.TraceContext;
import dev.ridewire.messaging.outbox.OutboxEntry;

/** Says which event a fact is to the outside. Persistence stores it beside the ride without knowing the contract. */
@FunctionalInterface
public interface EventTranslation {
    /** @param ride as it is since */
    OutboxEntry entryFor(Ride ride, RideFact fact, TraceContext cause);
}
