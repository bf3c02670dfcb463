package dev.ridewire.events;

import com.google.protobuf.Message;
import dev.ridewire.events.booking.ride.v1.RideEvent;
import dev.ridewire.events.dispatch.driver.v1.DriverEvent;
import dev.ridewire.events.dispatch.match.v1.MatchEvent;
import dev.ridewire.events.tracking.location.v1.LocationReported;
import dev.ridewire.events.tracking.trip.v1.TripEvent;
import java.util.List;
import java.util.Optional;

/** The list of all streams. */
public final class EventStreams {
    /** The lives of rides, written by booking. */
    public static final EventStream<RideEvent> RIDES = new EventStream<>(
            "ridewire.booking.ride.v1", "/ridewire/booking", RideEvent.parser());
    /** The search for a ride's driver, written by dispatch. */
    public static final EventStream<MatchEvent> MATCHES = new EventStream<>(
            "ridewire.dispatch.match.v1", "/ridewire/dispatch", MatchEvent.parser());
    /** Shifts and availability of drivers, written by dispatch. */
    public static final EventStream<DriverEvent> DRIVERS = new EventStream<>(
            "ridewire.dispatch.driver.v1", "/ridewire/dispatch", DriverEvent.parser());
    /** Trips as they were driven, written by tracking. */
    public static final EventStream<TripEvent> TRIPS = new EventStream<>(
            "ridewire.tracking.trip.v1", "/ridewire/tracking", TripEvent.parser());
    /** Positions of drivers, written by tracking: telemetry without outbox, versions or dead letters. */
    public static final EventStream<LocationReported> LOCATIONS = new EventStream<>(
            "ridewire.tracking.location.v1", "/ridewire/tracking", LocationReported.parser());

    private static final List<EventStream<? extends Message>> ALL = List.of(RIDES, MATCHES, DRIVERS, TRIPS, LOCATIONS);

    private EventStreams() {}

    /** All streams, in the order of the design. */
    public static List<EventStream<? extends Message>> all() {
        return ALL;
    }

    /** Returns the stream of a topic, if Ridewire has it. */
    public static Optional<EventStream<? extends Message>> ofTopic(String topic) {
        return ALL.stream().<EventStream<? extends Message>>map(s -> s).filter(s -> s.topic().equals(topic))
                .findFirst();
    }
}
