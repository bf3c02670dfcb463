package dev.ridewire.messaging.relay;

import static dev.ridewire.messaging.TestService.ride;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.events.EventStream;
import dev.ridewire.events.EventStreams;
import dev.ridewire.events.booking.ride.v1.RideEvent;
import dev.ridewire.messaging.TestService;
import dev.ridewire.messaging.TopicReader;
import dev.ridewire.messaging.inbox.EventConsumer;
import dev.ridewire.messaging.inbox.ReceivedEvent;
import dev.ridewire.testing.parts.TestParts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** {@code kill -9} where it hurts most: Kafka has acknowledged, and PostgreSQL has not been told. */
class KilledRelayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String KAFKA = TestParts.kafka().bootstrapServers();

    @Test
    void whatKafkaHadAndTheSlotDidNotKnowOfIsSentTwiceAndTakesEffectOnce(@TempDir Path folder)
            throws InterruptedException {
        var database = TestParts.postgres().freshDatabase("booking");
        var rideId = UUID.randomUUID().toString();
        var effects = new Effects();
        try (var rides = new TopicReader(KAFKA, EventStreams.RIDES.topic());
                var killed = RelayProcess.start(database, KAFKA, folder, "ridewire.messaging.relay.confirm=1h")) {
            await().atMost(PATIENCE).until(() -> killed.said("relay streaming"));
            try (var consumer = TestService.start(database, KAFKA,
                    context -> context.registerBean(EventConsumer.class, () -> effects),
                    "ridewire.messaging.relay.enabled=false")) {
                long before = consumer.number("select pg_current_wal_insert_lsn() - '0/0'");
                LongStream.rangeClosed(1, 50).forEach(version -> consumer.record(ride(rideId, version)));
                await().atMost(PATIENCE).until(() -> rides.versionsOf(rideId).size() == 50);
                assertThat(consumer.number("""
                        select confirmed_flush_lsn - '0/0' from pg_replication_slots
                         where slot_name = current_database() || '_outbox'""")).isLessThanOrEqualTo(before);

                killed.kill();
                consumer.record(ride(rideId, 51));
                try (var next = TestService.start(database, KAFKA)) {
                    await().atMost(PATIENCE).until(() -> rides.versionsOf(rideId).contains(51L));

                    assertThat(rides.versionsOf(rideId)).containsExactlyElementsOf(LongStream
                            .concat(LongStream.rangeClosed(1, 50), LongStream.rangeClosed(1, 51)).boxed().toList());
                    assertThat(next.count("ridewire.relay.republished")).isZero();
                    await().atMost(PATIENCE).until(() -> effects.of(rideId).contains(51L));
                    assertThat(effects.of(rideId)).doesNotHaveDuplicates();
                }
            }
        }
    }

    /** The effects, in order. */
    private static final class Effects implements EventConsumer<RideEvent> {
        private final String name = "booking.rides-" + UUID.randomUUID();
        private final List<ReceivedEvent<RideEvent>> applied = new CopyOnWriteArrayList<>();

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
            return Mono.fromRunnable(() -> applied.addAll(events));
        }

        List<Long> of(String rideId) {
            return applied.stream().filter(event -> event.aggregateId().equals(rideId)).map(ReceivedEvent::version)
                    .toList();
        }
    }
}
