package dev.ridewire.dispatch.adapter.messaging;

import static dev.ridewire.dispatch.domain.Samples.NOON;
import static dev.ridewire.dispatch.domain.Samples.PICKUP;
import static dev.ridewire.dispatch.domain.Samples.TRIP;
import static dev.ridewire.dispatch.domain.Samples.offered;
import static dev.ridewire.dispatch.domain.Samples.ride;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridewire.dispatch.application.Traced;
import dev.ridewire.dispatch.domain.Change;
import dev.ridewire.dispatch.domain.Dispatching;
import dev.ridewire.dispatch.domain.OfferDecision;
import dev.ridewire.dispatch.domain.ride.MatchChange;
import dev.ridewire.dispatch.domain.ride.MatchFact;
import dev.ridewire.dispatch.domain.ride.RideNews;
import dev.ridewire.dispatch.domain.shift.DriverChange;
import dev.ridewire.dispatch.domain.shift.DriverFact;
import dev.ridewire.events.EventStreams;
import dev.ridewire.events.TraceContext;
import dev.ridewire.events.booking.ride.v1.Ride;
import dev.ridewire.events.booking.ride.v1.RideEvent;
import dev.ridewire.events.booking.ride.v1.RideState;
import dev.ridewire.events.dispatch.driver.v1.DriverEvent;
import dev.ridewire.events.dispatch.driver.v1.DriverStatus;
import dev.ridewire.events.dispatch.match.v1.MatchEvent;
import dev.ridewire.events.dispatch.match.v1.MatchState;
import dev.ridewire.events.dispatch.match.v1.OfferState;
import dev.ridewire.events.type.v1.Money;
import dev.ridewire.events.type.v1.Place;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventsTest {
    private static final TraceContext CAUSE = new TraceContext(
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", null);

    @Test
    void aRequestedRideIsWanted() {
        assertThat(RideEvents.news(rideIn(RideState.RIDE_STATE_REQUESTED)))
                .contains(new RideNews.Wanted(ride(1), 2, TRIP, Set.of("zoe")));
    }

    @Test
    void aCompletedRideWasDriven() {
        assertThat(RideEvents.news(rideIn(RideState.RIDE_STATE_COMPLETED)))
                .contains(new RideNews.Completed(ride(1)));
    }

    @ParameterizedTest
    @EnumSource(names = {"RIDE_STATE_CANCELLED", "RIDE_STATE_NO_DRIVER_AVAILABLE"})
    void anyOtherFinalStateCallsTheRideOff(RideState state) {
        assertThat(RideEvents.news(rideIn(state))).contains(new RideNews.CalledOff(ride(1)));
    }

    @ParameterizedTest
    @EnumSource(names = {"RIDE_STATE_UNSPECIFIED", "RIDE_STATE_SCHEDULED", "RIDE_STATE_DRIVER_ASSIGNED",
            "RIDE_STATE_DRIVER_ARRIVED", "RIDE_STATE_IN_PROGRESS"})
    void otherStatesAreOfNoConcern(RideState state) {
        assertThat(RideEvents.news(rideIn(state))).isEmpty();
    }

    @Test
    void aStateOfANewerVersionIsOfNoConcern() {
        var newer = RideEvent.newBuilder().setRide(Ride.newBuilder().setStateValue(99)).build();

        assertThat(RideEvents.news(newer)).isEmpty();
    }

    @Test
    void aRideThatBreaksTheContractIsAnError() {
        var broken = RideEvent.newBuilder().setRide(Ride.newBuilder().setRideId("no id")
                .setState(RideState.RIDE_STATE_CANCELLED)).build();

        assertThatThrownBy(() -> RideEvents.news(broken)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAcceptedOfferIsAMatchAssignedAndADriverEngaged() throws Exception {
        var entries = new DispatchEvents(UUID::randomUUID)
                .eventsOf(new Traced<>(accepted(), CAUSE));

        assertThat(entries).hasSize(2);
        var assigned = entries.getFirst();
        assertThat(assigned.envelope().type()).isEqualTo("ridewire.dispatch.match.v1.MatchAssigned");
        assertThat(assigned.envelope().aggregateId()).isEqualTo(ride(1).toString());
        assertThat(assigned.envelope().version()).isEqualTo(3);
        assertThat(assigned.cause()).isEqualTo(CAUSE);
        MatchEvent match = EventStreams.MATCHES.parse(assigned.envelope().payload());
        assertThat(match.hasMatchAssigned()).isTrue();
        assertThat(match.getMatch().getState()).isEqualTo(MatchState.MATCH_STATE_ASSIGNED);
        assertThat(match.getMatch().getDriverId()).isEqualTo("ann");
        assertThat(match.getMatch().getVehicle().getPlate()).isEqualTo("RW-1");
        assertThat(match.getMatch().getPickupEtaSeconds()).isEqualTo(120);
        assertThat(match.getMatch().getAttempt()).isEqualTo(1);
        assertThat(match.getMatch().getOffer()).satisfies(offer -> {
            assertThat(offer.getState()).isEqualTo(OfferState.OFFER_STATE_ACCEPTED);
            assertThat(offer.getPickup()).isEqualTo(place(PICKUP.lat(), PICKUP.lng()));
            assertThat(offer.getDropoff()).isEqualTo(place(TRIP.dropoff().lat(), TRIP.dropoff().lng()));
            assertThat(offer.getVehicleClass()).isEqualTo("STANDARD");
            assertThat(offer.getFare()).isEqualTo(Money.newBuilder().setAmount("12.50").setCurrency("USD").build());
            assertThat(offer.getPickupEtaSeconds()).isEqualTo(120);
        });
        DriverEvent driver = EventStreams.DRIVERS.parse(entries.getLast().envelope().payload());
        assertThat(driver.hasDriverEngaged()).isTrue();
        assertThat(driver.getDriver().getStatus()).isEqualTo(DriverStatus.DRIVER_STATUS_ON_RIDE);
        assertThat(driver.getDriver().getRideId()).isEqualTo(ride(1).toString());
    }

    @ParameterizedTest
    @EnumSource
    void everyFactAboutAMatchHasItsEvent(MatchFact fact) throws Exception {
        var match = Objects.requireNonNull(offered(ride(1), "ann").match()).match();
        var entry = MatchEvents.entry(new MatchChange(match, fact), UUID.randomUUID(), CAUSE);

        assertThat(entry.envelope().type()).isEqualTo("ridewire.dispatch.match.v1." + pascal(fact));
        assertThat(EventStreams.MATCHES.parse(entry.envelope().payload()).getFactCase().name())
                .isEqualTo(fact.name());
    }

    @ParameterizedTest
    @EnumSource
    void everyFactAboutADriverHasItsEvent(DriverFact fact) throws Exception {
        var driver = Objects.requireNonNull(offered(ride(1), "ann").driver()).driver();
        var entry = DriverEvents.entry(new DriverChange(driver, fact), UUID.randomUUID(), CAUSE);

        assertThat(entry.envelope().type()).isEqualTo("ridewire.dispatch.driver.v1." + pascal(fact));
        assertThat(EventStreams.DRIVERS.parse(entry.envelope().payload()).getFactCase().name())
                .isEqualTo(fact.name());
    }

    private static Change accepted() {
        var made = offered(ride(1), "ann");
        var decision = Dispatching.answer(
                dev.ridewire.dispatch.domain.offer.OfferState.ACCEPTED, Objects.requireNonNull(made.offer()),
                Objects.requireNonNull(made.match()).match(), Objects.requireNonNull(made.driver()).driver(), NOON);
        return ((OfferDecision.Answered) decision).change();
    }

    private static RideEvent rideIn(RideState state) {
        return RideEvent.newBuilder().setRide(Ride.newBuilder()
                .setRideId(ride(1).toString()).setState(state).setAttempt(2)
                .setVehicleClass("STANDARD")
                .setPickup(place(PICKUP.lat(), PICKUP.lng()))
                .setDropoff(place(TRIP.dropoff().lat(), TRIP.dropoff().lng()))
                .setQuotedFare(Money.newBuilder().setAmount("12.50").setCurrency("USD"))
                .addExcludedDriverIds("zoe")).build();
    }

    private static Place place(double lat, double lng) {
        return Place.newBuilder().setLat(lat).setLng(lng).build();
    }

    /** OFFER_MADE is OfferMade. */
    private static String pascal(Enum<?> fact) {
        var name = new StringBuilder();
        for (String word : fact.name().split("_", -1)) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }
}
