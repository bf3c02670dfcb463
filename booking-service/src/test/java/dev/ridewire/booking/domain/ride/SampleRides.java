package dev.ridewire.booking.domain.ride;

import dev.ridewire.booking.domain.fare.FareTerms;
import dev.ridewire.booking.domain.fare.PricedTrip;
import dev.ridewire.booking.domain.fare.Quote;
import dev.ridewire.booking.domain.fare.Rates;
import dev.ridewire.booking.domain.fare.Surge;
import dev.ridewire.booking.domain.fare.TripLength;
import dev.ridewire.booking.domain.fare.VehicleClass;
import dev.ridewire.booking.domain.party.Actor;
import dev.ridewire.booking.domain.party.DriverId;
import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.geo.GeoPoint;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import org.joda.money.Money;

/** Rides in every state, for tests to begin with. */
public final class SampleRides {
    public static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    public static final RiderId RIDER = new RiderId("rider-ada");
    public static final DriverId DRIVER = new DriverId("driver-ben");
    public static final DriverId OTHER_DRIVER = new DriverId("driver-cy");
    public static final Pin PIN = new Pin("0421");
    public static final Pin WRONG_PIN = new Pin("9999");
    public static final VehicleClass STANDARD = new VehicleClass("STANDARD");
    public static final GeoPoint PICKUP = new GeoPoint(40.7484, -73.9857);
    public static final GeoPoint DROPOFF = new GeoPoint(40.7061, -74.0087);
    public static final Rates RATES = new Rates(
            usd("2.50"), usd("1.00"), usd("0.20"), usd("7.00"), usd("2.00"), usd("5.00"));
    public static final FareTerms TERMS = new FareTerms("new-york", ZoneId.of("America/New_York"), "2026-1", Surge.NONE,
            new TripLength(5_000, Duration.ofMinutes(15)), RATES);
    public static final Money FARE = usd("12.50");
    public static final Vehicle CAR = new Vehicle(STANDARD, "T-123", "Toyota Prius");

    private SampleRides() {}

    public static RideOrder orderOf(RiderId rider) {
        return new RideOrder(rider, STANDARD, PICKUP, DROPOFF, TERMS.quoted(), TERMS, PIN, null, null);
    }

    public static RideOrder orderFor(Instant scheduledFor) {
        return orderFor(scheduledFor, RIDER);
    }

    private static RideOrder orderFor(Instant scheduledFor, RiderId rider) {
        return new RideOrder(rider, STANDARD, PICKUP, DROPOFF, TERMS.quoted(), TERMS, PIN, scheduledFor, null);
    }

    /** A quote for the sample trip that holds for five minutes. */
    public static Quote quoteFor(RiderId rider) {
        return quoteFor(rider, PICKUP, DROPOFF, NOW.plus(Duration.ofMinutes(5)));
    }

    public static Quote quoteFor(RiderId rider, GeoPoint pickup, GeoPoint dropoff, Instant expiresAt) {
        var prices = new PricedTrip(TERMS.city(), TERMS.zone(), TERMS.tariffVersion(), TERMS.surge(), TERMS.estimate(),
                Map.of(STANDARD, RATES));
        return new Quote(rider, pickup, dropoff, prices, expiresAt);
    }

    public static Money usd(String amount) {
        return Money.parse("USD " + amount);
    }

    public static Ride requestedRide() {
        return requestedRide(new RideId(new UUID(0x7000L, 1)), RIDER);
    }

    public static Ride requestedRide(RideId id, RiderId rider) {
        return accepted(Ride.request(id, orderOf(rider), RidePolicy.STANDARD, NOW)).ride();
    }

    public static Ride scheduledRide() {
        return scheduledRide(new RideId(new UUID(0x7000L, 2)), RIDER);
    }

    /** For two hours later. */
    public static Ride scheduledRide(RideId id, RiderId rider) {
        Instant later = NOW.plus(Duration.ofHours(2));
        return accepted(Ride.request(id, orderFor(later, rider), RidePolicy.STANDARD, NOW)).ride();
    }

    public static Ride assignedRide() {
        return after(requestedRide(), assignment(1));
    }

    public static Ride arrivedRide() {
        return after(assignedRide(), new RideCommand.Arrive(DRIVER));
    }

    public static Ride startedRide() {
        return after(arrivedRide(), new RideCommand.Start(DRIVER, PIN));
    }

    public static Ride completedRide() {
        return after(startedRide(), new RideCommand.Complete(DRIVER));
    }

    public static Ride settledRide() {
        return after(completedRide(), new RideCommand.SettleFare(null));
    }

    public static Ride cancelledRide() {
        return after(assignedRide(), cancelByRider());
    }

    public static Ride rideWithoutDriver() {
        return after(requestedRide(), new RideCommand.GiveUpSearch(1));
    }

    public static RideCommand.AssignDriver assignment(int attempt) {
        return assignment(attempt, DRIVER);
    }

    public static RideCommand.AssignDriver assignment(int attempt, DriverId driver) {
        return new RideCommand.AssignDriver(attempt, driver, CAR, Duration.ofMinutes(4));
    }

    public static RideCommand.Cancel cancelByRider() {
        return new RideCommand.Cancel(Actor.rider(RIDER), "changed-plans");
    }

    public static RideCommand.Cancel cancelBy(DriverId driver) {
        return new RideCommand.Cancel(Actor.driver(driver), "flat-tyre");
    }

    /** The ride after a command that it accepts. */
    public static Ride after(Ride ride, RideCommand command) {
        return accepted(ride.decide(command, RidePolicy.STANDARD, NOW)).ride();
    }

    public static Decision.Accepted accepted(Decision decision) {
        if (decision instanceof Decision.Accepted accepted) {
            return accepted;
        }
        throw new AssertionError("decision: " + decision + " (expected: Accepted)");
    }
}
