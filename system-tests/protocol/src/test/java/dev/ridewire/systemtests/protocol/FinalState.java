package dev.ridewire.systemtests.protocol;

import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideStatus;
import dev.ridewire.dispatch.domain.ride.Match;
import dev.ridewire.dispatch.domain.ride.MatchState;
import dev.ridewire.dispatch.domain.shift.Driver;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The state that remains when all messages have arrived. It leaves versions out: a service that saw only the newest of
 * two events took one step where another took two.
 */
record FinalState(
        Map<String, String> rides, Map<String, String> matches, Map<String, String> drivers, Set<RideStatus> endings) {
    static FinalState of(List<Ride> rides, Dispatch dispatch) {
        Map<String, String> rideStates = new TreeMap<>();
        rides.forEach(ride -> rideStates.put(ride.id().toString(),
                "%s, attempt %d, driver %s, without %s".formatted(ride.status(), ride.attempt(),
                        ride.state().driver() == null ? "none" : ride.state().driver().id(),
                        ride.excludedDrivers().stream().map(Object::toString).sorted().toList())));
        Map<String, String> matchStates = new TreeMap<>();
        for (Match match : dispatch.matches()) {
            if (match.state() instanceof MatchState.Closed) {
                // A ride that ended before dispatch heard of it never had a match: the same end.
                continue;
            }
            matchStates.put(match.rideId().toString(), "%s, attempt %d, driver %s, without %s".formatted(
                    match.state().label(), match.attempt(),
                    match.liveOffer().map(offer -> offer.driverId()).orElse("none"),
                    match.excluded().stream().sorted().toList()));
        }
        Map<String, String> driverStates = new TreeMap<>();
        for (Driver driver : dispatch.drivers()) {
            driverStates.put(driver.id(), driver.state().toString());
        }
        return new FinalState(rideStates, matchStates, driverStates,
                rides.stream().map(Ride::status).collect(Collectors.toUnmodifiableSet()));
    }
}
