package dev.ridewire.tracking.ops;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.ridewire.events.EventStream;
import dev.ridewire.events.EventStreams;
import dev.ridewire.events.TraceContext;
import dev.ridewire.events.booking.ride.v1.Cancellation;
import dev.ridewire.events.booking.ride.v1.DriverCancelled;
import dev.ridewire.events.booking.ride.v1.Party;
import dev.ridewire.events.booking.ride.v1.Ride;
import dev.ridewire.events.booking.ride.v1.RideEvent;
import dev.ridewire.events.booking.ride.v1.RideState;
import dev.ridewire.events.dispatch.driver.v1.Driver;
import dev.ridewire.events.dispatch.driver.v1.DriverEvent;
import dev.ridewire.events.dispatch.driver.v1.DriverStatus;
import dev.ridewire.events.dispatch.match.v1.Match;
import dev.ridewire.events.dispatch.match.v1.MatchEvent;
import dev.ridewire.events.dispatch.match.v1.MatchState;
import dev.ridewire.events.dispatch.match.v1.Offer;
import dev.ridewire.events.tracking.trip.v1.Trip;
import dev.ridewire.events.tracking.trip.v1.TripEvent;
import dev.ridewire.events.type.v1.Money;
import dev.ridewire.events.type.v1.Place;
import dev.ridewire.events.type.v1.Vehicle;
import dev.ridewire.geo.GeoPoint;
import dev.ridewire.messaging.outbox.OutboxEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A ride's life as booking, dispatch and tracking would tell of it, one event after another. */
public final class Story {
    private static final Duration OFFER = Duration.ofSeconds(15);
    private static final Duration SEARCH = Duration.ofMinutes(5);

    private final UUID id;
    private final Ride.Builder ride;
    private final Match.Builder match;
    private final Map<String, Long> driverVersions = new HashMap<>();
    private final List<OutboxEntry> entries = new ArrayList<>();
    private Instant now;
    private int trace;

    public Story(UUID id, Instant begin, GeoPoint pickup, GeoPoint dropoff, String city) {
        this.id = id;
        this.now = begin;
        ride = Ride.newBuilder().setRideId(id.toString()).setRiderId("ada").setAttempt(1).setVehicleClass("STANDARD")
                .setCity(city).setPickup(placeOf(pickup)).setDropoff(placeOf(dropoff))
                .setQuotedFare(Money.newBuilder().setAmount("12.50").setCurrency("USD"))
                .setRequestedAt(timeOf(begin));
        match = Match.newBuilder().setRideId(id.toString()).setAttempt(1);
    }

    public UUID id() {
        return id;
    }

    /** Returns all events so far, in the order of their times. */
    public List<OutboxEntry> entries() {
        return List.copyOf(entries);
    }

    public Story after(Duration pause) {
        now = now.plus(pause);
        return this;
    }

    public Story afterMillis(long pause) {
        return after(Duration.ofMillis(pause));
    }

    /** Begins a trace, as a request from a phone does. */
    public Story request() {
        trace++;
        return this;
    }

    public Story requested() {
        return ride("RideRequested", RideState.RIDE_STATE_REQUESTED);
    }

    public Story searchStarted() {
        match.setSearchUntil(timeOf(now.plus(SEARCH))).setAttempt(ride.getAttempt());
        return match("SearchStarted", MatchState.MATCH_STATE_SEARCHING);
    }

    public Story offered(String driver, int etaSeconds) {
        match.setOffer(Offer.newBuilder().setOfferId(UUID.randomUUID().toString()).setDriverId(driver)
                .setExpiresAt(timeOf(now.plus(OFFER)))).setPickupEtaSeconds(etaSeconds);
        match("OfferMade", MatchState.MATCH_STATE_OFFERED);
        return driver("DriverOffered", driver, DriverStatus.DRIVER_STATUS_OFFERED);
    }

    public Story declined() {
        return withoutOffer("OfferDeclined");
    }

    public Story expired() {
        return withoutOffer("OfferExpired");
    }

    private Story withoutOffer(String type) {
        String driver = match.getOffer().getDriverId();
        match.clearOffer().setPickupEtaSeconds(0);
        match(type, MatchState.MATCH_STATE_SEARCHING);
        return driver("DriverReleased", driver, DriverStatus.DRIVER_STATUS_AVAILABLE);
    }

    public Story accepted() {
        String driver = match.getOffer().getDriverId();
        match.setDriverId(driver);
        match("MatchAssigned", MatchState.MATCH_STATE_ASSIGNED);
        return driver("DriverEngaged", driver, DriverStatus.DRIVER_STATUS_ON_RIDE);
    }

    public Story assigned() {
        ride.setDriverId(match.getDriverId()).setPickupEtaSeconds(match.getPickupEtaSeconds())
                .setVehicle(Vehicle.newBuilder().setVehicleClass("STANDARD").setPlate("T-1").setModel("Prius"));
        return ride("DriverAssigned", RideState.RIDE_STATE_DRIVER_ASSIGNED);
    }

    public Story arrived() {
        return ride("DriverArrived", RideState.RIDE_STATE_DRIVER_ARRIVED);
    }

    public Story started() {
        ride.setStartedAt(timeOf(now));
        return ride("RideStarted", RideState.RIDE_STATE_IN_PROGRESS);
    }

    public Story completed() {
        ride.setCompletedAt(timeOf(now));
        return ride("RideCompleted", RideState.RIDE_STATE_COMPLETED);
    }

    public Story closed() {
        String driver = match.getDriverId();
        match.clearOffer().clearDriverId();
        match("MatchClosed", MatchState.MATCH_STATE_CLOSED);
        return driver.isEmpty() ? this : driver("DriverReleased", driver, DriverStatus.DRIVER_STATUS_AVAILABLE);
    }

    public Story measured(int meters) {
        add(EventStreams.TRIPS, "TripMeasured", id.toString(), 1, TripEvent.newBuilder().setTrip(Trip.newBuilder()
                .setRideId(id.toString()).setDriverId(ride.getDriverId()).setVersion(1).setDistanceMeters(meters)
                .setPositions(meters / 10)).build());
        return this;
    }

    public Story settled() {
        ride.setFare(Money.newBuilder().setAmount("13.10").setCurrency("USD"));
        return ride("FareSettled", ride.getState());
    }

    public Story givenBack(String reason) {
        String driver = ride.getDriverId();
        ride.clearDriverId().clearVehicle().setPickupEtaSeconds(0).setAttempt(ride.getAttempt() + 1);
        match.clearOffer().clearDriverId().setPickupEtaSeconds(0);
        stateOf(RideState.RIDE_STATE_REQUESTED);
        add(EventStreams.RIDES, "DriverCancelled", id.toString(), ride.getVersion(), RideEvent.newBuilder()
                .setRide(ride).setDriverCancelled(
                        DriverCancelled.newBuilder().setDriverId(driver).setReason(reason))
                .build());
        return driver("DriverReleased", driver, DriverStatus.DRIVER_STATUS_AVAILABLE);
    }

    public Story cancelled(String reason) {
        ride.setCancellation(Cancellation.newBuilder().setBy(Party.PARTY_RIDER).setReason(reason)
                .setFee(Money.newBuilder().setAmount("0.00").setCurrency("USD")));
        return ride("RideCancelled", RideState.RIDE_STATE_CANCELLED);
    }

    public Story failed() {
        match.clearOffer();
        return match("MatchFailed", MatchState.MATCH_STATE_FAILED);
    }

    public Story notFound() {
        return ride("NoDriverFound", RideState.RIDE_STATE_NO_DRIVER_AVAILABLE);
    }

    private Story ride(String type, RideState state) {
        stateOf(state);
        add(EventStreams.RIDES, type, id.toString(), ride.getVersion(), RideEvent.newBuilder().setRide(ride).build());
        return this;
    }

    private void stateOf(RideState state) {
        ride.setVersion(ride.getVersion() + 1);
        if (ride.getState() != state) {
            ride.setState(state).setStateChangedAt(timeOf(now));
        }
    }

    private Story match(String type, MatchState state) {
        match.setVersion(match.getVersion() + 1).setState(state).setStateChangedAt(timeOf(now));
        add(EventStreams.MATCHES, type, id.toString(), match.getVersion(),
                MatchEvent.newBuilder().setMatch(match).build());
        return this;
    }

    private Story driver(String type, String driver, DriverStatus status) {
        long version = driverVersions.merge(driver, 1L, Long::sum);
        boolean busy = status != DriverStatus.DRIVER_STATUS_AVAILABLE;
        add(EventStreams.DRIVERS, type, driver, version, DriverEvent.newBuilder().setDriver(Driver.newBuilder()
                .setDriverId(driver).setStatus(status).setVersion(version).setRideId(busy ? id.toString() : "")
                .setStatusChangedAt(timeOf(now))).build());
        return this;
    }

    private <M extends Message> void add(
            EventStream<M> stream, String type, String aggregateId, long version, M message) {
        entries.add(OutboxEntry.of(stream, type, UUID.randomUUID(), aggregateId, version, now, message,
                new TraceContext("00-%s-%016x-01".formatted(traceId(), entries.size() + 1L), null)));
    }

    private String traceId() {
        return "%024x%08x".formatted(id.getLeastSignificantBits() >>> 1 | 1, trace + 1);
    }

    private static Place placeOf(GeoPoint point) {
        return Place.newBuilder().setLat(point.lat()).setLng(point.lng()).build();
    }

    private static Timestamp timeOf(Instant time) {
        return Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()).build();
    }
}
