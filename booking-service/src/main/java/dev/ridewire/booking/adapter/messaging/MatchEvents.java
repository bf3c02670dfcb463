package dev.ridewire.booking.adapter.messaging;

import dev.ridewire.booking.application.news.RideNews;
import dev.ridewire.booking.domain.fare.VehicleClass;
import dev.ridewire.booking.domain.party.DriverId;
import dev.ridewire.booking.domain.ride.RideCommand;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.booking.domain.ride.Vehicle;
import dev.ridewire.events.TraceContext;
import dev.ridewire.events.dispatch.match.v1.Match;
import dev.ridewire.events.dispatch.match.v1.MatchEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** The stream of matches as booking reads it: from the contract to a ride's commands. */
public final class MatchEvents {
    private MatchEvents() {}

    /**
     * Returns the command that a match means for its ride; empty for a match without effect, and for a state that is
     * newer than this code.
     */
    public static Optional<RideNews> toNews(MatchEvent event, TraceContext cause) {
        Match match = event.getMatch();
        return commandOf(match)
                .map(command -> new RideNews(new RideId(UUID.fromString(match.getRideId())), command, cause));
    }

    private static Optional<RideCommand.OfSystem> commandOf(Match match) {
        return switch (match.getState()) {
            case MATCH_STATE_ASSIGNED -> Optional.of(new RideCommand.AssignDriver(
                    match.getAttempt(),
                    new DriverId(match.getDriverId()),
                    toVehicle(match.getVehicle()),
                    Duration.ofSeconds(Math.max(0, match.getPickupEtaSeconds()))));
            case MATCH_STATE_FAILED -> Optional.of(new RideCommand.GiveUpSearch(match.getAttempt()));
            case MATCH_STATE_SEARCHING, MATCH_STATE_OFFERED, MATCH_STATE_CLOSED, MATCH_STATE_UNSPECIFIED,
                    UNRECOGNIZED ->
                Optional.empty();
        };
    }

    private static Vehicle toVehicle(dev.ridewire.events.type.v1.Vehicle vehicle) {
        return new Vehicle(new VehicleClass(vehicle.getVehicleClass()), vehicle.getPlate(), vehicle.getModel());
    }
}
