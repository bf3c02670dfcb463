package dev.ridewire.messaging.relay;

import static dev.ridewire.messaging.TestService.ride;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.events.EventStreams;
import dev.ridewire.messaging.TestService;
import dev.ridewire.messaging.TopicReader;
import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.testing.parts.KafkaCluster;
import dev.ridewire.testing.parts.TestParts;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Three brokers that change roles and are restarted, and of which one is lost at last, while events are sent. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrokerFailureTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PARTITIONS = 3;
    private static final int BROKERS = 3;

    private static KafkaCluster kafka;

    private final List<String> keys = Stream.generate(() -> UUID.randomUUID().toString()).limit(6).toList();
    private final AtomicLong version = new AtomicLong();

    @BeforeAll
    static void start() {
        kafka = TestParts.kafkaCluster();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    @Order(1)
    void eventsSurviveTheMoveOfPartitionsToOtherLeadersInOrderAndOnce() {
        whileSending(() -> {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                kafka.moveLeader(EventStreams.RIDES.topic(), partition);
            }
        });
    }

    @Test
    @Order(2)
    void eventsSurviveARollingRestartOfAllBrokersInOrderAndOnce() {
        whileSending(() -> {
            for (int broker = 1; broker <= BROKERS; broker++) {
                kafka.stopBroker(broker);
                kafka.startBroker(broker);
                kafka.awaitInSync(EventStreams.RIDES.topic());
            }
        });
    }

    @Test
    @Order(3)
    void eventsSurviveTheDeathOfALeaderInOrderAndOnce() {
        whileSending(() -> {
            int broker = kafka.leaderOf(EventStreams.RIDES.topic(), 0);
            kafka.killBroker(broker);
            kafka.awaitLeaderOtherThan(broker, EventStreams.RIDES.topic(), 0);
        });
    }

    private void whileSending(Runnable trouble) {
        var threads = Executors.newSingleThreadScheduledExecutor();
        try (var service = TestService.start(TestParts.postgres().freshDatabase("booking"), kafka.bootstrapServers());
                var rides = new TopicReader(kafka.bootstrapServers(), EventStreams.RIDES.topic())) {
            recordNext(service);
            await().atMost(PATIENCE).until(() -> rides.versionsOf(keys.getFirst()).equals(List.of(1L)));

            threads.scheduleWithFixedDelay(() -> recordNext(service), 0, 5, TimeUnit.MILLISECONDS);
            trouble.run();
            threads.close();
            recordNext(service);

            long last = version.get();
            await().atMost(PATIENCE).until(() -> keys.stream().allMatch(key -> rides.versionsOf(key).contains(last)));
            assertThat(keys).allSatisfy(key -> assertThat(rides.versionsOf(key))
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, last).boxed().toList()));
            assertThat(service.count("ridewire.relay.engine.restarts")).isZero();
        } finally {
            threads.shutdownNow();
        }
    }

    private void recordNext(TestService service) {
        long next = version.incrementAndGet();
        service.record(keys.stream().map(key -> ride(key, next)).toArray(OutboxEntry[]::new));
    }
}
