package dev.ridewire.systemtests.protocol;

import dev.ridewire.booking.adapter.messaging.RideEvents;
import dev.ridewire.booking.application.fare.QuoteSeal;
import dev.ridewire.booking.application.ride.ChangingRide;
import dev.ridewire.booking.application.ride.InMemoryRides;
import dev.ridewire.booking.application.ride.RequestingRide;
import dev.ridewire.booking.application.ride.RideRequest;
import dev.ridewire.booking.domain.fare.Quote;
import dev.ridewire.booking.domain.fare.VehicleClass;
import dev.ridewire.booking.domain.party.Actor;
import dev.ridewire.booking.domain.party.DriverId;
import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideCommand;
import dev.ridewire.booking.domain.ride.RideId;
import dev.ridewire.booking.domain.ride.RidePolicy;
import dev.ridewire.booking.domain.ride.SampleRides;
import dev.ridewire.events.TraceContext;
import dev.ridewire.geo.GeoPoint;
import dev.ridewire.messaging.outbox.OutboxEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Booking's use cases over rides in memory. */
final class Booking {
    static final GeoPoint PICKUP = new GeoPoint(40.7484, -73.9857);
    static final GeoPoint DROPOFF = new GeoPoint(40.7614, -73.9776);
    static final VehicleClass STANDARD = new VehicleClass("STANDARD");
    private static final RidePolicy POLICY = RidePolicy.STANDARD;
    private static final Duration BOUND = Duration.ofSeconds(5);

    private final SimulatedTime time;
    private final InMemoryRides rides = new InMemoryRides();
    private final RideEvents events;
    private final RequestingRide requestingRide;
    private final ChangingRide changingRide;
    private final List<RideId> requested = new ArrayList<>();
    private int told;

    Booking(SimulatedTime time, RandomGenerator pins) {
        this.time = time;
        this.events = new RideEvents(time::nextId, time);
        this.requestingRide = new RequestingRide(rides, new OpenSeal(time), POLICY, time, time::nextId, pins);
        this.changingRide = new ChangingRide(rides, POLICY, time);
    }

    InMemoryRides rides() {
        return rides;
    }

    RidePolicy policy() {
        return POLICY;
    }

    /** A rider asks for a ride; one who has a ride already is refused. */
    void request(String rider) {
        var request = new RideRequest(new RiderId(rider), rider, STANDARD, PICKUP, DROPOFF, null, null);
        var outcome = requestingRide.request(request, time.nextId().toString(), TraceContext.NONE).block(BOUND);
        if (outcome instanceof RequestingRide.Outcome.Requested(Ride ride)) {
            requested.add(ride.id());
        }
    }

    void command(RideId ride, RideCommand.OfPerson command) {
        changingRide.change(ride, command, _ -> true, TraceContext.NONE).block(BOUND);
    }

    void cancelByRider(Ride ride) {
        command(ride.id(), new RideCommand.Cancel(Actor.rider(ride.order().rider()), "changed-plans"));
    }

    void cancelByDriver(Ride ride, DriverId driver) {
        command(ride.id(), new RideCommand.Cancel(Actor.driver(driver), "car-trouble"));
    }

    /** All rides there are, in the order in which they were asked for. */
    List<Ride> all() {
        return requested.stream().map(id -> Objects.requireNonNull(rides.find(id).block(BOUND))).toList();
    }

    /** Returns the entries that the relay has to send since the last call. */
    List<OutboxEntry> drainOutbox() {
        var facts = rides.told();
        List<OutboxEntry> entries = facts.subList(told, facts.size()).stream()
                .map(fact -> events.entryFor(fact.ride(), fact.fact(), fact.cause())).toList();
        told = facts.size();
        return entries;
    }

    /** Everybody may go there for the price of a sample: prices are not what is simulated. */
    private record OpenSeal(SimulatedTime time) implements QuoteSeal {
        @Override
        public String seal(Quote quote) {
            return quote.rider().value();
        }

        @Override
        public Optional<Quote> open(String sealed) {
            return Optional.of(SampleRides.quoteFor(new RiderId(sealed), PICKUP, DROPOFF,
                    time.instant().plusSeconds(60)));
        }
    }
}
