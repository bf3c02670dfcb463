package dev.ridewire.booking.adapter.messaging;

import dev.ridewire.booking.application.RideNews;
import dev.ridewire.booking.domain.RideCommand;
import dev.ridewire.booking.domain.RideId;
import dev.ridewire.events.TraceContext;
import dev.ridewire.events.tracking.trip.v1.TripEvent;
import java.util.Optional;
import java.util.UUID;

/** The stream of trips as booking reads it: from the contract to a ride's commands. */
public final class TripEvents {
    private TripEvents() {}

    /** What a trip means for its ride; empty for facts that are newer than this code. */
    public static Optional<RideNews> toNews(TripEvent event, TraceContext cause) {
        return switch (event.getFactCase()) {
            case TRIP_MEASURED -> Optional.of(new RideNews(
                    new RideId(UUID.fromString(event.getTrip().getRideId())), new RideCommand.SettleFare(), cause));
            case FACT_NOT_SET -> Optional.empty();
        };
    }
}
