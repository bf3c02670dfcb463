package dev.ridewire.tracking.adapter.messaging.life;

import dev.ridewire.events.tracking.trip.v1.Trip;
import dev.ridewire.events.tracking.trip.v1.TripEvent;
import dev.ridewire.messaging.inbox.ReceivedEvent;
import dev.ridewire.tracking.application.life.RecordingLives.Told;
import dev.ridewire.tracking.domain.life.Aggregate;
import dev.ridewire.tracking.domain.life.Facts;
import java.util.UUID;

/** The translation of the events of measured trips. */
final class TripLife {
    private TripLife() {}

    /** @throws IllegalArgumentException for an invalid trip: the event becomes a dead letter */
    static Told toldOf(ReceivedEvent<TripEvent> event) {
        Trip trip = event.message().getTrip();
        var facts = Facts.of("MEASURED").withDriver(trip.getDriverId(), null)
                .withDistance(trip.getDistanceMeters(), trip.getPositions());
        return new Told(Contract.eventOf(event, Aggregate.TRIP, UUID.fromString(trip.getRideId()), facts), null, null);
    }
}
