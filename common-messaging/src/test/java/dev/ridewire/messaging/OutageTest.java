package dev.ridewire.messaging;

import static dev.ridewire.messaging.TestService.ride;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.events.EventStream;
import dev.ridewire.events.EventStreams;
import dev.ridewire.events.booking.ride.v1.RideEvent;
import dev.ridewire.messaging.inbox.EventConsumer;
import dev.ridewire.messaging.inbox.ReceivedEvent;
import dev.ridewire.messaging.kafka.EventRecords;
import dev.ridewire.messaging.relay.RelayState;
import dev.ridewire.messaging.relay.supervise.OutboxRelay;
import dev.ridewire.messaging.relay.supervise.RelayReadiness;
import dev.ridewire.testing.parts.TestParts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Mono;

class OutageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String KAFKA = TestParts.kafka().bootstrapServers();

    private final String rideId = UUID.randomUUID().toString();

    @AfterEach
    void everythingIsBack() {
        TestParts.kafka().start();
        TestParts.postgres().start();
    }

    @Test
    void aServiceStartsWithoutKafkaAndPublishesOnceKafkaIsThere() {
        var database = TestParts.postgres().freshDatabase("booking");
        TestParts.kafka().stop();
        var newest = new Newest();
        try (var service = TestService.start(database, KAFKA, newest)) {
            IntStream.rangeClosed(1, 20).forEach(version -> service.record(ride(rideId, version)));
            await().atMost(PATIENCE)
                    .until(() -> service.bean(OutboxRelay.class).state() == RelayState.STREAMING);
            assertThat(newest.versions).isEmpty();
            assertThat(service.bean(RelayReadiness.class).health().getStatus()).isEqualTo(Status.UP);

            TestParts.kafka().start();

            await().atMost(PATIENCE).until(() -> newest.versions.getOrDefault(rideId, 0L) == 20);
            assertThat(published()).containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
            assertThat(service.count("ridewire.relay.engine.restarts")).isZero();
        }
    }

    @Test
    void whileKafkaIsAwayTheOutboxGrowsAndAfterwardsAllIsDeliveredInOrder() {
        var newest = new Newest();
        try (var service = TestService.start(TestParts.postgres().freshDatabase("booking"), KAFKA, newest)) {
            service.record(ride(rideId, 1));
            await().atMost(PATIENCE).until(() -> newest.versions.getOrDefault(rideId, 0L) == 1);

            TestParts.kafka().stop();
            IntStream.rangeClosed(2, 200).forEach(version -> service.record(ride(rideId, version)));
            TestParts.kafka().start();

            await().atMost(PATIENCE).until(() -> newest.versions.getOrDefault(rideId, 0L) == 200);
            assertThat(published()).containsExactlyElementsOf(LongStream.rangeClosed(1, 200).boxed().toList());
            assertThat(service.count("ridewire.relay.engine.restarts")).isZero();
        }
    }

    @Test
    void afterARestartOfPostgresRelayAndInboxGoOn() {
        var newest = new Newest();
        try (var service = TestService.start(TestParts.postgres().freshDatabase("booking"), KAFKA, newest)) {
            service.record(ride(rideId, 1));
            await().atMost(PATIENCE).until(() -> newest.versions.getOrDefault(rideId, 0L) == 1);

            TestParts.postgres().stop();
            TestParts.postgres().start();

            await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                service.record(ride(rideId, 2));
                return true;
            });
            await().atMost(PATIENCE).until(() -> newest.versions.getOrDefault(rideId, 0L) == 2);
            assertThat(service.count("ridewire.relay.republished")).as("the slot was neither lost nor ahead").isZero();
        }
    }

    private List<Long> published() {
        try (var rides = new TopicReader(KAFKA, EventStreams.RIDES.topic())) {
            await().atMost(PATIENCE).until(() -> !rides.of(rideId).isEmpty());
            return rides.of(rideId).stream().map(record -> EventRecords.envelopeOf(record).version()).toList();
        }
    }

    /** Keeps of each ride the newest version it was given. */
    private static final class Newest implements EventConsumer<RideEvent> {
        private final String name = "booking.rides-" + UUID.randomUUID();
        private final Map<String, Long> versions = new ConcurrentHashMap<>();

        @Override
        public String name() {
            return name;
        }

        @Override
        public EventStream<RideEvent> stream() {
            return EventStreams.RIDES;
        }

        @Override
        public Mono<Void> apply(List<ReceivedEvent<RideEvent>> events) {
            events.forEach(event -> versions.put(event.aggregateId(), event.version()));
            return Mono.empty();
        }
    }
}
