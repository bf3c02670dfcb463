package dev.ridewire.systemtests.protocol;

import dev.ridewire.dispatch.adapter.messaging.DispatchEvents;
import dev.ridewire.dispatch.adapter.messaging.RidesConsumer;
import dev.ridewire.dispatch.application.InMemoryDispatch;
import dev.ridewire.dispatch.application.RideTraces;
import dev.ridewire.dispatch.application.matching.MatchingLimits;
import dev.ridewire.dispatch.application.matching.MatchingRides;
import dev.ridewire.dispatch.application.offer.AnsweringOffer;
import dev.ridewire.dispatch.application.offer.ExpiringOffers;
import dev.ridewire.dispatch.application.position.DriverPosition;
import dev.ridewire.dispatch.application.position.DriverPositions;
import dev.ridewire.dispatch.application.ride.EndingSearches;
import dev.ridewire.dispatch.application.ride.FollowingRide;
import dev.ridewire.dispatch.application.shift.ChangingShift;
import dev.ridewire.dispatch.application.shift.ShiftWish;
import dev.ridewire.dispatch.domain.matching.MatchingPolicy;
import dev.ridewire.dispatch.domain.offer.Offer;
import dev.ridewire.dispatch.domain.ride.DispatchPolicy;
import dev.ridewire.dispatch.domain.ride.Match;
import dev.ridewire.dispatch.domain.shift.Driver;
import dev.ridewire.dispatch.domain.shift.Vehicle;
import dev.ridewire.events.TraceContext;
import dev.ridewire.events.booking.ride.v1.RideEvent;
import dev.ridewire.messaging.inbox.EventConsumer;
import dev.ridewire.messaging.outbox.OutboxEntry;
import java.time.Duration;
import java.util.List;

/** Dispatch's use cases over matches and drivers in memory. */
final class Dispatch {
    private static final DispatchPolicy POLICY = new DispatchPolicy(
            Duration.ofSeconds(15), Duration.ofMinutes(3), Duration.ofSeconds(30));
    private static final MatchingPolicy MATCHING = new MatchingPolicy(1, Duration.ofMillis(200));
    private static final MatchingLimits LIMITS = new MatchingLimits(10, 10, 10);
    private static final Duration ALWAYS_NEAR = Duration.ofMinutes(2);
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final int DUE_AT_ONCE = 100;

    private final InMemoryDispatch memory = new InMemoryDispatch();
    private final DispatchEvents events;
    private final RidesConsumer ridesConsumer;
    private final MatchingRides matchingRides;
    private final AnsweringOffer answeringOffer;
    private final ExpiringOffers expiringOffers;
    private final EndingSearches endingSearches;
    private final ChangingShift changingShift;

    /** @param drivers stand at the pickup, whether on shift or not */
    Dispatch(SimulatedTime time, List<String> drivers) {
        RideTraces traces = (name, rideTrace, request, rideId, driver) -> TraceContext.NONE;
        DriverPositions positions = (point, now, limit) -> drivers.stream()
                .map(driver -> new DriverPosition(driver, Booking.PICKUP)).limit(limit).toList();
        events = new DispatchEvents(time::nextId);
        ridesConsumer = new RidesConsumer(
                new FollowingRide(memory.matches(), memory.drivers(), memory.changes(), POLICY, time));
        matchingRides = new MatchingRides(memory.transactions(), memory.matches(), memory.drivers(), memory.changes(),
                positions, (from, to) -> ALWAYS_NEAR, traces, POLICY, MATCHING, LIMITS, time::nextId, time, () -> 0);
        answeringOffer = new AnsweringOffer(memory.transactions(), memory.offers(), memory.changes(), traces, time);
        expiringOffers = new ExpiringOffers(memory.transactions(), memory.matches(), memory.drivers(),
                memory.changes(), traces, time);
        endingSearches = new EndingSearches(memory.transactions(), memory.matches(), memory.changes(), time);
        changingShift = new ChangingShift(memory.transactions(), memory.drivers(), memory.changes(), time);
    }

    EventConsumer<RideEvent> rides() {
        return ridesConsumer;
    }

    void goOnline(String driver) {
        var vehicle = new Vehicle(Booking.STANDARD.name(), "RW 1", "Toyota Prius");
        changingShift.change(driver, new ShiftWish.GoOnline(vehicle), TraceContext.NONE).block(BOUND);
    }

    void goOffline(String driver) {
        changingShift.change(driver, new ShiftWish.GoOffline(), TraceContext.NONE).block(BOUND);
    }

    void matchRides() {
        matchingRides.matchBatch(null).block(BOUND);
    }

    void accept(Offer offer, String driver) {
        answeringOffer.accept(offer.id(), driver, TraceContext.NONE).block(BOUND);
    }

    void decline(Offer offer, String driver) {
        answeringOffer.decline(offer.id(), driver, TraceContext.NONE).block(BOUND);
    }

    /** Expires offers and ends searches that are due. */
    void timePassed() {
        expiringOffers.sweep(DUE_AT_ONCE).block(BOUND);
        endingSearches.sweep(DUE_AT_ONCE).block(BOUND);
    }

    List<Match> matches() {
        return memory.allMatches();
    }

    List<Driver> drivers() {
        return memory.allDrivers();
    }

    /** Returns all offers in the order of their creation. */
    List<Offer> offers() {
        return memory.allOffers();
    }

    /** Returns the entries that the relay has to send since the last call. */
    List<OutboxEntry> drainOutbox() {
        return memory.drainStored().stream().flatMap(change -> events.eventsOf(change).stream()).toList();
    }
}
