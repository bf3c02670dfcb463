package dev.ridewire.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.Durations;
import dev.ridewire.events.tracking.trip.v1.Trip;
import dev.ridewire.events.tracking.trip.v1.TripEvent;
import dev.ridewire.events.tracking.trip.v1.TripMeasured;
import dev.ridewire.events.tracking.trip.v2.Distance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * The second version of a stream, shown on trips: every change is told in both versions, by two events of the same
 * aggregate version; readers of either end in the same state, and a reader may move from one to the other at any time.
 * The rule is in docs/contracts.md.
 */
class TwoVersionsOfAnEventTest {
    private static final EventStream<dev.ridewire.events.tracking.trip.v2.TripEvent> TRIPS_V2 = new EventStream<>(
            "ridewire.tracking.trip.v2", "/ridewire/tracking",
            dev.ridewire.events.tracking.trip.v2.TripEvent.parser());
    private static final List<String> RIDES = List.of("ride-1", "ride-2", "ride-3");
    private static final int CHANGES = 5;
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Example
    void aChangeIsToldOnceInEachVersion() {
        var told = eventsOf(change("ride-1", 3));

        assertThat(told).extracting(EventEnvelope::type).containsExactly(
                "ridewire.tracking.trip.v1.TripMeasured", "ridewire.tracking.trip.v2.TripMeasured");
        assertThat(told).extracting(EventEnvelope::id).doesNotHaveDuplicates();
        assertThat(told).extracting(EventEnvelope::version).containsOnly(3L);
        assertThat(told).extracting(EventEnvelope::aggregateId).containsOnly("ride-1");
        assertThat(told).extracting(EventEnvelope::occurredAt).containsOnly(NOON);
    }

    @Example
    void theSecondVersionSaysWhatTheFirstCouldNot() throws Exception {
        var parked = eventsOf(new Change("ride-1", 1, 0, 12, 60));
        var unmeasured = eventsOf(new Change("ride-1", 1, 0, 0, 60));

        assertThat(TRIPS_V2.parse(parked.getLast().payload()).getTrip().getDistance().getMeters()).isZero();
        assertThat(TRIPS_V2.parse(parked.getLast().payload()).getTrip().hasDistance()).isTrue();
        assertThat(TRIPS_V2.parse(unmeasured.getLast().payload()).getTrip().hasDistance()).isFalse();
    }

    @Property
    void readersOfEitherVersionEndInTheSameState(@ForAll Random random) {
        var first = new Reader();
        var second = new Reader();

        delivered(EventStreams.TRIPS, random).forEach(first::follow);
        delivered(TRIPS_V2, random).forEach(second::follow);

        assertThat(first.trips).isEqualTo(second.trips).isEqualTo(newest());
    }

    @Property
    void aReaderMovesFromOneVersionToTheOtherInTheMiddle(
            @ForAll Random random, @ForAll @IntRange(max = 30) int readBefore) {
        var reader = new Reader();

        delivered(EventStreams.TRIPS, random).stream().limit(readBefore).forEach(reader::follow);
        delivered(TRIPS_V2, random).forEach(reader::follow);

        assertThat(reader.trips).isEqualTo(newest());
        assertThat(reader.applied).as("no version of a trip is applied twice").doesNotHaveDuplicates();
    }

    /** Returns the rows that tracking stores in its outbox, in the transaction of the change. */
    private static List<EventEnvelope> eventsOf(Change change) {
        return List.of(envelope(EventStreams.TRIPS, change, inV1(change)), envelope(TRIPS_V2, change, inV2(change)));
    }

    private static <M extends Message> EventEnvelope envelope(EventStream<M> stream, Change change, M message) {
        return new EventEnvelope(UUID.randomUUID(), stream.typeOf("TripMeasured"), stream.source(), change.rideId,
                change.version, NOON, message.toByteString());
    }

    private static TripEvent inV1(Change change) {
        return TripEvent.newBuilder().setTripMeasured(TripMeasured.getDefaultInstance())
                .setTrip(Trip.newBuilder().setRideId(change.rideId).setVersion(change.version)
                        .setDistanceMeters(change.meters).setPositions(change.positions)
                        .setDurationSeconds(change.seconds))
                .build();
    }

    private static dev.ridewire.events.tracking.trip.v2.TripEvent inV2(Change change) {
        var trip = dev.ridewire.events.tracking.trip.v2.Trip.newBuilder().setRideId(change.rideId)
                .setVersion(change.version).setDuration(Durations.fromSeconds(change.seconds));
        if (change.positions > 0) {
            trip.setDistance(Distance.newBuilder().setMeters(change.meters).setPositions(change.positions));
        }
        return dev.ridewire.events.tracking.trip.v2.TripEvent.newBuilder().setTrip(trip)
                .setTripMeasured(dev.ridewire.events.tracking.trip.v2.TripMeasured.getDefaultInstance())
                .build();
    }

    /** All changes as one topic delivers them at worst: in any order, each twice. */
    private static List<EventEnvelope> delivered(EventStream<?> stream, Random random) {
        var events = new ArrayList<EventEnvelope>();
        changes().flatMap(change -> eventsOf(change).stream())
                .filter(event -> event.type().startsWith(stream.topic()))
                .forEach(event -> events.addAll(List.of(event, event)));
        Collections.shuffle(events, random);
        return events;
    }

    private static Stream<Change> changes() {
        return RIDES.stream().flatMap(ride -> IntStream.rangeClosed(1, CHANGES).mapToObj(v -> change(ride, v)));
    }

    /** Every trip after its last change. */
    private static Map<String, Change> newest() {
        var newest = new HashMap<String, Change>();
        changes().forEach(change -> newest.put(change.rideId, change));
        return newest;
    }

    private static Change change(String rideId, int version) {
        return new Change(rideId, version, 1_000 * version, version - 1, 60 * version);
    }

    /** A trip after one more change, in the words of its owner. 0 positions: not measured. */
    private record Change(String rideId, long version, int meters, int positions, int seconds) {
        private Change {
            meters = positions == 0 ? 0 : meters;
        }
    }

    /**
     * The inbox's promise, in memory: an event is applied if it is newer than what was applied of its aggregate.
     */
    private static final class Reader {
        private final Map<String, Change> trips = new HashMap<>();
        private final List<String> applied = new ArrayList<>();

        void follow(EventEnvelope event) {
            var known = trips.get(event.aggregateId());
            if (known == null || event.version() > known.version) {
                trips.put(event.aggregateId(),
                        event.type().startsWith(TRIPS_V2.topic()) ? fromV2(event) : fromV1(event));
                applied.add(event.aggregateId() + " " + event.version());
            }
        }

        private static Change fromV1(EventEnvelope event) {
            var trip = read(EventStreams.TRIPS, event).getTrip();
            return new Change(trip.getRideId(), trip.getVersion(), trip.getDistanceMeters(), trip.getPositions(),
                    trip.getDurationSeconds());
        }

        private static Change fromV2(EventEnvelope event) {
            var trip = read(TRIPS_V2, event).getTrip();
            return new Change(trip.getRideId(), trip.getVersion(), trip.getDistance().getMeters(),
                    trip.getDistance().getPositions(), (int) Durations.toSeconds(trip.getDuration()));
        }

        private static <M extends Message> M read(EventStream<M> stream, EventEnvelope event) {
            try {
                return stream.parse(event.payload());
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
