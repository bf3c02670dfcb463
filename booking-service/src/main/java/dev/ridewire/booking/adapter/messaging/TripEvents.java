package dev.ridewire.booking.adapter.messaging;

import dev.ridewire.booking.application.news.RideNews;
import dev.ridewire.booking.domain.fare.TripLength;
import dev.ridewire.booking.domain.ride.RideCommand;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.events.TraceContext;
import dev.ridewire.events.tracking.trip.v1.Trip;
import dev.ridewire.events.tracking.trip.v1.TripEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The stream of trips as booking reads it: from the contract to a ride's commands. */
public final class TripEvents {
    private TripEvents() {}

    /**
     * Returns the command that a trip means for its ride; empty while the trip is not over. The state decides, and not
     * the fact: only the newest of several events arrives here, and this code may not know its fact.
     */
    public static Optional<RideNews> toNews(TripEvent event, TraceContext cause) {
        return event.getTrip().hasCompletedAt()
                ? Optional.of(new RideNews(
                        new RideId(UUID.fromString(event.getTrip().getRideId())),
                        new RideCommand.SettleFare(lengthOf(event.getTrip())), cause))
                : Optional.empty();
    }

    /** Null if the driver's phone sent no position on the whole trip. */
    private static @Nullable TripLength lengthOf(Trip trip) {
        return trip.getPositions() == 0
                ? null
                : new TripLength(Math.max(0, trip.getDistanceMeters()),
                        Duration.ofSeconds(Math.max(0, trip.getDurationSeconds())));
    }
}
