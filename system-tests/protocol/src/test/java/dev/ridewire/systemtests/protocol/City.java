package dev.ridewire.systemtests.protocol;

import dev.ridewire.booking.domain.party.DriverId;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideCommand;
import dev.ridewire.booking.domain.ride.RideState;
import dev.ridewire.dispatch.domain.offer.Offer;
import dev.ridewire.messaging.outbox.OutboxEntry;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Riders, drivers, booking, dispatch and the bus between them: one run of a seed. */
final class City {
    private static final List<String> RIDERS = List.of("alice", "bob", "carol");
    private static final List<String> DRIVERS = List.of("dora", "emil", "fritz");
    private static final int STEPS = 120;
    /** Enough for everything that time alone can still bring about: the last search ends, the last offer lapses. */
    private static final int MOST_ROUNDS_TO_REST = 500;

    private final SimulatedTime time = new SimulatedTime();
    private final RandomGenerator people;
    private final RandomGenerator bus;
    private final Booking booking;
    private final Dispatch dispatch;
    private final Subscription<?> bookingMatches;
    private final Subscription<?> dispatchRides;

    /**
     * @param people what people do and when, and what the bus does meanwhile
     * @param bus    in which order the bus hands on what is left in the end
     */
    City(long people, long bus, Guards guards) {
        this.people = new SplittableRandom(people);
        this.bus = new SplittableRandom(bus);
        this.booking = new Booking(time, this.people);
        this.dispatch = new Dispatch(time, DRIVERS);
        this.bookingMatches = new Subscription<>(Streams.matchesInto(booking, time), guards);
        this.dispatchRides = new Subscription<>(dispatch.rides(), guards);
    }

    /** People do things in any order while messages come as they like; every step leaves the invariants intact. */
    void live() {
        DRIVERS.forEach(dispatch::goOnline);
        for (int step = 0; step < STEPS; step++) {
            somethingHappens();
            relay();
            Invariants.hold(booking.all(), dispatch);
        }
    }

    /** Nobody does anything any more; what was sent arrives, in some order. */
    void drain() {
        for (int round = 0; round < MOST_ROUNDS_TO_REST; round++) {
            relay();
            if (bookingMatches.isDrained() && dispatchRides.isDrained()) {
                Invariants.hold(booking.all(), dispatch);
                return;
            }
            bookingMatches.deliverSome(bus);
            dispatchRides.deliverSome(bus);
        }
        throw new AssertionError("messages never came to rest");
    }

    /** Returns the final state, without the parts that may differ between two orders of the same messages. */
    FinalState finalState() {
        return FinalState.of(booking.all(), dispatch);
    }

    /** Both sides tell the same story, now that nothing is under way. */
    void agree() {
        Invariants.agree(booking.all(), dispatch);
    }

    private void somethingHappens() {
        switch (people.nextInt(12)) {
            case 0 -> booking.request(anyOf(RIDERS));
            case 1, 2, 3 -> dispatch.matchRides();
            case 4 -> answerSomeOffer();
            case 5, 6 -> dispatchRides.deliverSome(people);
            case 7, 8 -> bookingMatches.deliverSome(people);
            case 9 -> timePasses();
            case 10 -> somebodyActsOnARide();
            default -> someDriverChangesShift();
        }
    }

    private void answerSomeOffer() {
        List<Offer> offers = dispatch.offers();
        if (!offers.isEmpty()) {
            // Mostly the newest, now and then one that is long over; mostly its driver, now and then another.
            Offer offer = people.nextInt(4) > 0 ? offers.getLast() : anyOf(offers);
            String driver = people.nextInt(8) > 0 ? offer.driverId() : anyOf(DRIVERS);
            if (people.nextInt(4) > 0) {
                dispatch.accept(offer, driver);
            } else {
                dispatch.decline(offer, driver);
            }
        }
    }

    private void timePasses() {
        time.advance(people.nextInt(10) == 0 ? Duration.ofMinutes(4) : Duration.ofSeconds(people.nextInt(1, 20)));
        dispatch.timePassed();
    }

    private void somebodyActsOnARide() {
        List<Ride> rides = booking.all();
        if (rides.isEmpty()) {
            return;
        }
        Ride ride = people.nextInt(4) > 0 ? rides.getLast() : anyOf(rides);
        if (people.nextInt(6) == 0) {
            booking.cancelByRider(ride);
            return;
        }
        var assigned = ride.state().driver();
        DriverId driver = assigned == null ? new DriverId(anyOf(DRIVERS)) : assigned.id();
        switch (ride.state()) {
            case RideState.DriverAssigned _ when people.nextInt(4) == 0 -> booking.cancelByDriver(ride, driver);
            case RideState.DriverAssigned _ -> booking.command(ride.id(), new RideCommand.Arrive(driver));
            case RideState.DriverArrived _ ->
                booking.command(ride.id(), new RideCommand.Start(driver, ride.order().pin()));
            case RideState.InProgress _ -> booking.command(ride.id(), new RideCommand.Complete(driver));
            case RideState _ ->
                booking.command(ride.id(), new RideCommand.Arrive(driver));
        }
    }

    private void someDriverChangesShift() {
        String driver = anyOf(DRIVERS);
        if (people.nextInt(5) == 0) {
            dispatch.goOffline(driver);
        } else {
            dispatch.goOnline(driver);
        }
    }

    private void relay() {
        for (OutboxEntry entry : booking.drainOutbox()) {
            dispatchRides.offer(entry);
        }
        for (OutboxEntry entry : dispatch.drainOutbox()) {
            bookingMatches.offer(entry);
        }
    }

    private <T> T anyOf(List<T> choices) {
        return choices.get(people.nextInt(choices.size()));
    }
}
