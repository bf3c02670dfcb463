package dev.ridewire.booking.adapter.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import dev.ridewire.booking.application.news.RideNews;
import dev.ridewire.booking.domain.fare.TripLength;
import dev.ridewire.booking.domain.party.DriverId;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideCommand;
import dev.ridewire.booking.domain.ride.RideFact;
import dev.ridewire.booking.domain.ride.SampleRides;
import dev.ridewire.events.EventStreams;
import dev.ridewire.events.TraceContext;
import dev.ridewire.events.booking.ride.v1.RideEvent;
import dev.ridewire.events.booking.ride.v1.RideState;
import dev.ridewire.events.dispatch.match.v1.Match;
import dev.ridewire.events.dispatch.match.v1.MatchEvent;
import dev.ridewire.events.dispatch.match.v1.MatchState;
import dev.ridewire.events.tracking.trip.v1.Trip;
import dev.ridewire.events.tracking.trip.v1.TripEvent;
import dev.ridewire.events.tracking.trip.v1.TripMeasured;
import dev.ridewire.events.type.v1.Vehicle;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventsTest {
    private static final TraceContext CAUSE = new TraceContext("00-cause-01", null);
    private static final String RIDE = SampleRides.requestedRide().id().toString();

    private final RideEvents rideEvents = new RideEvents(
            () -> new UUID(1, 2), Clock.fixed(SampleRides.NOW, ZoneOffset.UTC));

    @Test
    void anEventCarriesTheFactItsCauseAndTheWholeRide() throws InvalidProtocolBufferException {
        Ride ride = SampleRides.settledRide();

        var entry = rideEvents.entryFor(ride, new RideFact.FareSettled(), CAUSE);

        RideEvent event = EventStreams.RIDES.parse(entry.envelope().payload());
        assertThat(entry.envelope().type()).isEqualTo("ridewire.booking.ride.v1.FareSettled");
        assertThat(entry.envelope().version()).isEqualTo(6);
        assertThat(entry.cause()).isEqualTo(CAUSE);
        assertThat(event.hasFareSettled()).isTrue();
        assertThat(event.getRide().getState()).isEqualTo(RideState.RIDE_STATE_COMPLETED);
        assertThat(event.getRide().getFare().getAmount()).isEqualTo("12.50");
        assertThat(event.getRide().getDriverId()).isEqualTo(SampleRides.DRIVER.value());
        assertThat(event.getRide().getCity()).isEqualTo(ride.order().terms().city());
        assertThat(event.getRide().hasStartedAt() && event.getRide().hasCompletedAt()).isTrue();
    }

    @Test
    void aDriverWhoGaveTheRideBackIsNamedAndExcluded() throws InvalidProtocolBufferException {
        Ride ride = SampleRides.after(SampleRides.assignedRide(), SampleRides.cancelBy(SampleRides.DRIVER));

        var entry = rideEvents.entryFor(ride, new RideFact.DriverCancelled(SampleRides.DRIVER, "flat-tyre"), CAUSE);

        RideEvent event = EventStreams.RIDES.parse(entry.envelope().payload());
        assertThat(event.getDriverCancelled().getDriverId()).isEqualTo(SampleRides.DRIVER.value());
        assertThat(event.getRide().getExcludedDriverIdsList()).containsExactly(
                SampleRides.DRIVER.value(), SampleRides.RIDER.value());
        assertThat(event.getRide().getDriverId()).isEmpty();
        assertThat(event.getRide().getAttempt()).isEqualTo(2);
    }

    @Test
    void anAssignedMatchAssignsItsDriver() {
        var event = match(MatchState.MATCH_STATE_ASSIGNED).build();

        assertThat(MatchEvents.toNews(event, CAUSE)).contains(new RideNews(SampleRides.requestedRide().id(),
                new RideCommand.AssignDriver(2, new DriverId("driver-ben"), SampleRides.CAR, Duration.ofSeconds(90)),
                CAUSE));
    }

    @Test
    void aFailedMatchGivesTheSearchUpAndOtherStatesMeanNothing() {
        assertThat(MatchEvents.toNews(match(MatchState.MATCH_STATE_FAILED).build(), CAUSE)).contains(
                new RideNews(SampleRides.requestedRide().id(), new RideCommand.GiveUpSearch(2), CAUSE));
        assertThat(MatchEvents.toNews(match(MatchState.MATCH_STATE_SEARCHING).build(), CAUSE)).isEmpty();
        assertThat(MatchEvents.toNews(match(MatchState.MATCH_STATE_OFFERED).build(), CAUSE)).isEmpty();
        assertThat(MatchEvents.toNews(match(MatchState.MATCH_STATE_CLOSED).build(), CAUSE)).isEmpty();
    }

    @Test
    void aStateOfANewerVersionMeansNothing() {
        var unknownState = MatchEvent.newBuilder().setMatch(Match.newBuilder().setRideId(RIDE).setStateValue(99));

        assertThat(MatchEvents.toNews(unknownState.build(), CAUSE)).isEmpty();
    }

    @Test
    void aTripThatIsNotOverMeansNothing() {
        assertThat(TripEvents.toNews(TripEvent.newBuilder().setTrip(Trip.newBuilder().setRideId(RIDE)).build(), CAUSE))
                .isEmpty();
    }

    @Test
    void aTripThatIsOverSettlesTheFareAlsoUnderAFactOfANewerVersion() {
        var trip = completed().setDistanceMeters(4_200).setDurationSeconds(600).setPositions(60);

        assertThat(TripEvents.toNews(TripEvent.newBuilder().setTrip(trip).build(), CAUSE))
                .isEqualTo(TripEvents.toNews(measured(trip), CAUSE)).isPresent();
    }

    @Test
    void aMeasuredTripSettlesTheFareByItsLength() {
        var trip = completed().setDistanceMeters(4_200).setDurationSeconds(600).setPositions(60);

        assertThat(TripEvents.toNews(measured(trip), CAUSE)).contains(new RideNews(SampleRides.requestedRide().id(),
                new RideCommand.SettleFare(new TripLength(4_200, Duration.ofMinutes(10))), CAUSE));
    }

    @Test
    void aTripWithoutPositionsWasNotMeasured() {
        var trip = completed().setDurationSeconds(600);

        assertThat(TripEvents.toNews(measured(trip), CAUSE)).contains(
                new RideNews(SampleRides.requestedRide().id(), new RideCommand.SettleFare(null), CAUSE));
    }

    private static Trip.Builder completed() {
        return Trip.newBuilder().setRideId(RIDE).setCompletedAt(Timestamp.newBuilder().setSeconds(1_800_000_000));
    }

    private static TripEvent measured(Trip.Builder trip) {
        return TripEvent.newBuilder().setTrip(trip).setTripMeasured(TripMeasured.getDefaultInstance()).build();
    }

    private static MatchEvent.Builder match(MatchState state) {
        return MatchEvent.newBuilder().setMatch(Match.newBuilder()
                .setRideId(RIDE).setState(state).setAttempt(2).setDriverId("driver-ben").setPickupEtaSeconds(90)
                .setVehicle(Vehicle.newBuilder()
                        .setVehicleClass("STANDARD").setPlate("T-123").setModel("Toyota Prius")));
    }
}
