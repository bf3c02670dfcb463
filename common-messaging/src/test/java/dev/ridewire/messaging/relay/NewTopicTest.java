package dev.ridewire.messaging.relay;

import static dev.ridewire.messaging.TestService.ride;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.events.EventEnvelope;
import dev.ridewire.messaging.TopicReader;
import dev.ridewire.messaging.kafka.EventRecords;
import dev.ridewire.messaging.kafka.KafkaClients;
import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.messaging.relay.publish.Delivery;
import dev.ridewire.messaging.relay.publish.Publisher;
import dev.ridewire.messaging.relay.publish.RefusedEvents;
import dev.ridewire.messaging.relay.publish.RefusedTopics;
import dev.ridewire.testing.parts.TestParts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;

/** Events are sent to partitions whose leader is not ready yet, as just after their topic was made. */
class NewTopicTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String KAFKA = TestParts.kafka().bootstrapServers();
    private static final KafkaClients CLIENTS = new KafkaClients(Map.of("bootstrap.servers", KAFKA));
    private static final int PARTITIONS = 100;
    private static final int KEYS = 200;
    private static final long VERSIONS = 5;

    private final RelayMetrics metrics = new RelayMetrics(new SimpleMeterRegistry(), Clock.systemUTC(),
            Duration.ofSeconds(5), () -> RelayState.STREAMING);
    private final String topic = "new-" + UUID.randomUUID();

    @Test
    void theFirstEventsOfATopicComeInTheirOrder() throws Exception {
        var inOrder = LongStream.rangeClosed(1, VERSIONS).boxed().toList();
        var keys = Stream.generate(() -> UUID.randomUUID().toString()).limit(KEYS).toList();
        try (Admin admin = CLIENTS.admin("test");
                var rides = new TopicReader(KAFKA, topic);
                Producer<String, byte[]> producer = CLIENTS.durableProducer("test");
                var publisher = new Publisher(producer, new RefusedTopics(PATIENCE, System::nanoTime),
                        new RefusedEvents(PATIENCE, System::nanoTime),
                        OpenTelemetry.noop().getTracer("test"), metrics)) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)));
            var deliveries = new ArrayList<Delivery>();
            for (long version = 1; version <= VERSIONS; version++) {
                for (var key : keys) {
                    var entry = ride(key, version);
                    deliveries.add(publisher.send(new OutboxRow(
                            new OutboxEntry(topic, entry.envelope(), entry.cause()), Instant.now()), () -> false));
                }
            }
            await().atMost(PATIENCE).until(() -> deliveries.stream().allMatch(Delivery::isDone));
            await().atMost(PATIENCE).until(() -> rides.all().size() == deliveries.size());
            var versions = rides.all().stream().map(EventRecords::envelopeOf).collect(groupingBy(
                    EventEnvelope::aggregateId, mapping(EventEnvelope::version, toList())));
            assertThat(versions).hasSize(KEYS).allSatisfy((key, of) -> assertThat(of).isEqualTo(inOrder));
        }
    }
}
