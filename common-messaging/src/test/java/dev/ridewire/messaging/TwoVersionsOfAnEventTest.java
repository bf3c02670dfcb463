package dev.ridewire.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.ridewire.events.EventStream;
import dev.ridewire.events.TraceContext;
import dev.ridewire.events.tracking.trip.v1.Trip;
import dev.ridewire.events.tracking.trip.v1.TripEvent;
import dev.ridewire.events.tracking.trip.v1.TripMeasured;
import dev.ridewire.messaging.config.PublishedStreams;
import dev.ridewire.messaging.inbox.EventConsumer;
import dev.ridewire.messaging.inbox.ReceivedEvent;
import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.testing.parts.TestParts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/**
 * The rule of docs/contracts.md for a second version of a stream, with a database, a relay and Kafka: each change is
 * told in both versions in one transaction, consumers of either end in the same state, and one of them moves. To the
 * messaging a version is a topic with a message of its own, here any other one.
 */
class TwoVersionsOfAnEventTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String run = UUID.randomUUID().toString();
    private final EventStream<TripEvent> first = new EventStream<>(
            "ridewire.test.trip-" + run + ".v1", "/ridewire/test", TripEvent.parser());
    private final EventStream<Struct> second = new EventStream<>(
            "ridewire.test.trip-" + run + ".v2", "/ridewire/test", Struct.parser());
    private final List<String> rides = Stream.generate(() -> UUID.randomUUID().toString()).limit(3).toList();
    private final ServiceDatabase database = TestParts.postgres().freshDatabase("tracking");

    @Test
    void consumersOfEitherVersionEndInTheSameStateAndOneMovesToTheOtherWithoutGapOrRepetition() {
        var staying = new Meters<>("staying", first, TwoVersionsOfAnEventTest::metersInFirst);
        var ahead = new Meters<>("ahead", second, TwoVersionsOfAnEventTest::metersInSecond);
        var moving = new Meters<>("moving", first, TwoVersionsOfAnEventTest::metersInFirst);
        try (var service = start(staying, ahead, moving)) {
            tell(service, 1, 10);
            await().atMost(PATIENCE).until(() -> Stream.of(staying, ahead, moving).allMatch(c -> c.knows(rides, 10)));
        }
        var moved = new Meters<>("moving", second, TwoVersionsOfAnEventTest::metersInSecond);
        try (var service = start(staying, ahead, moved)) {
            tell(service, 11, 20);
            await().atMost(PATIENCE).until(() -> Stream.of(staying, ahead, moved).allMatch(c -> c.knows(rides, 20)));
            assertThat(service.number("select count(distinct (aggregate_id, version)) from inbox_version"))
                    .isEqualTo(3);
        }

        assertThat(staying.newest).isEqualTo(ahead.newest).containsExactlyInAnyOrderEntriesOf(moved.newest);
        assertThat(moved.versions).as("what it had from v1 it drops from v2").allMatch(version -> version > 10);
        assertThat(moving.versions).allMatch(version -> version <= 10);
    }

    private TestService start(EventConsumer<?>... consumers) {
        return TestService.start(database, TestParts.kafka().bootstrapServers(), context -> {
            context.registerBean("bothVersions", PublishedStreams.class,
                    () -> new PublishedStreams(List.of(first, second)));
            for (var consumer : consumers) {
                context.registerBean(consumer.name(), EventConsumer.class, () -> consumer);
            }
        });
    }

    /** Both versions of a change are one statement, as they are with a change of an aggregate. */
    private void tell(TestService service, int from, int to) {
        IntStream.rangeClosed(from, to).forEach(version -> rides.forEach(ride -> service.record(
                entry(first, ride, version, TripEvent.newBuilder().setTripMeasured(TripMeasured.getDefaultInstance())
                        .setTrip(Trip.newBuilder().setRideId(ride).setDistanceMeters(metersAt(version))).build()),
                entry(second, ride, version, Struct.newBuilder().putFields("kilometres",
                        Value.newBuilder().setNumberValue(metersAt(version) / 1_000.0).build()).build()))));
    }

    private static <M extends Message> OutboxEntry entry(EventStream<M> stream, String ride, int version, M message) {
        return OutboxEntry.of(stream, "TripMeasured", UUID.randomUUID(), ride, version,
                Instant.parse("2026-11-21T12:00:00Z"), message, TraceContext.NONE);
    }

    private static int metersAt(long version) {
        return 250 * (int) version;
    }

    private static int metersInFirst(TripEvent event) {
        return event.getTrip().getDistanceMeters();
    }

    private static int metersInSecond(Struct event) {
        return (int) Math.round(event.getFieldsOrThrow("kilometres").getNumberValue() * 1_000);
    }

    /** Keeps the length of each trip. */
    private final class Meters<M extends Message> implements EventConsumer<M> {
        private final String name;
        private final EventStream<M> stream;
        private final ToIntFunction<M> reading;
        private final Map<String, Integer> newest = new ConcurrentHashMap<>();
        private final List<Long> versions = new CopyOnWriteArrayList<>();

        private Meters(String name, EventStream<M> stream, ToIntFunction<M> reading) {
            this.name = name;
            this.stream = stream;
            this.reading = reading;
        }

        @Override
        public String name() {
            return "test." + name + "-" + run;
        }

        @Override
        public EventStream<M> stream() {
            return stream;
        }

        @Override
        public Mono<Void> apply(List<ReceivedEvent<M>> events) {
            return Mono.fromRunnable(() -> events.forEach(event -> {
                newest.put(event.aggregateId(), reading.applyAsInt(event.message()));
                versions.add(event.version());
            }));
        }

        private boolean knows(List<String> aggregates, int version) {
            return aggregates.stream().allMatch(ride -> newest.getOrDefault(ride, 0) == metersAt(version));
        }
    }
}
