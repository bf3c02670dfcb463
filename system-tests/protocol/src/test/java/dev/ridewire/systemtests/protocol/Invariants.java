package dev.ridewire.systemtests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideStatus;
import dev.ridewire.dispatch.domain.offer.Offer;
import dev.ridewire.dispatch.domain.ride.Match;
import dev.ridewire.dispatch.domain.ride.MatchState;
import dev.ridewire.dispatch.domain.shift.Driver;
import dev.ridewire.dispatch.domain.shift.DriverState;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Invariants that hold at every moment, and some that hold once no message is under way. */
final class Invariants {
    private Invariants() {}

    /** At every moment: no driver on two rides and no ride with two drivers, on either side of the bus. */
    static void hold(List<Ride> rides, Dispatch dispatch) {
        Set<String> driving = new HashSet<>();
        Set<String> riding = new HashSet<>();
        for (Ride ride : rides) {
            var assigned = ride.state().driver();
            if (ride.status().isActive()) {
                assertThat(riding.add(ride.order().rider().value()))
                        .as("rider %s has a second active ride", ride.order().rider()).isTrue();
                if (assigned != null) {
                    assertThat(driving.add(assigned.id().value()))
                            .as("booking has driver %s on two live rides", assigned.id()).isTrue();
                }
            }
        }
        Set<UUID> held = new HashSet<>();
        Set<String> asked = new HashSet<>();
        for (Offer offer : dispatch.offers()) {
            if (offer.live()) {
                assertThat(held.add(offer.rideId())).as("ride %s has two live drivers", offer.rideId()).isTrue();
                assertThat(asked.add(offer.driverId())).as("driver %s has two live rides", offer.driverId()).isTrue();
            }
        }
        for (Driver driver : dispatch.drivers()) {
            assertThat(driver.rideId().isPresent()).as("%s and the live offers %s agree", driver, asked)
                    .isEqualTo(asked.contains(driver.id()));
        }
    }

    /** Once messages have drained: both sides tell the same story of every ride and every driver. */
    static void agree(List<Ride> rides, Dispatch dispatch) {
        Map<UUID, Match> matches = dispatch.matches().stream()
                .collect(Collectors.toMap(Match::rideId, Function.identity()));
        for (Ride ride : rides) {
            Match match = matches.get(ride.id().value());
            String expected = switch (ride.status()) {
                case SCHEDULED, COMPLETED, CANCELLED, NO_DRIVER_AVAILABLE -> "over";
                case REQUESTED -> "searched, attempt " + ride.attempt();
                case DRIVER_ASSIGNED, DRIVER_ARRIVED, IN_PROGRESS -> "driven by " + driverOf(ride);
            };
            assertThat(story(match)).as("what dispatch says of %s", ride).isEqualTo(expected);
        }
        for (Driver driver : dispatch.drivers()) {
            if (driver.state() instanceof DriverState.OnRide(UUID rideId)) {
                assertThat(rides).as("booking knows the ride of %s", driver).anySatisfy(ride -> {
                    assertThat(ride.id().value()).isEqualTo(rideId);
                    assertThat(ride.status()).isIn(
                            RideStatus.DRIVER_ASSIGNED, RideStatus.DRIVER_ARRIVED, RideStatus.IN_PROGRESS);
                    assertThat(driverOf(ride)).isEqualTo(driver.id());
                });
            }
        }
    }

    private static String driverOf(Ride ride) {
        var assigned = ride.state().driver();
        return assigned == null ? "nobody" : assigned.id().value();
    }

    private static String story(@Nullable Match match) {
        if (match == null) {
            // The ride was over before dispatch heard of it.
            return "over";
        }
        return switch (match.state()) {
            case MatchState.Searching() -> "searched, attempt " + match.attempt();
            case MatchState.Offered _ -> "searched, attempt " + match.attempt();
            case MatchState.Assigned(Offer offer, var _) -> "driven by " + offer.driverId();
            case MatchState.Failed() -> "failed";
            case MatchState.Closed() -> "over";
        };
    }
}
