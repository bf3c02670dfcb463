package dev.ridewire.booking.application.news;

import dev.ridewire.booking.domain.ride.RideCommand;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.events.TraceContext;
import java.util.Objects;

/**
 * The news that another service has about a ride.
 *
 * @param command the command that follows from it, if the ride still waits for it
 * @param cause   the span in which it arrived
 */
public record RideNews(RideId ride, RideCommand.OfSystem command, TraceContext cause) {
    public RideNews {
        Objects.requireNonNull(ride, "ride");
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(cause, "cause");
    }
}
