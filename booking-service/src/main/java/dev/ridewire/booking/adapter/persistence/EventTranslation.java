package dev.ridewire.booking.adapter.persistence;

import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideFact;
import dev.ridewire.events.TraceContext;
import dev.ridewire.messaging.outbox.OutboxEntry;

/**
 * The translation of a fact into an event for other services. Persistence stores the event beside the ride without
 * knowing the contract.
 */
@FunctionalInterface
public interface EventTranslation {
    /** @param ride the ride after the fact */
    OutboxEntry entryFor(Ride ride, RideFact fact, TraceContext cause);
}
