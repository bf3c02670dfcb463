package dev.ridewire.messaging;

import static dev.ridewire.messaging.TestService.ride;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.events.EventStreams;
import dev.ridewire.messaging.inbox.EventConsumer;
import dev.ridewire.messaging.kafka.KafkaClients;
import dev.ridewire.testing.parts.TestParts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** A partition of dead letters whose only broker is away, for longer than an attempt to write a letter takes. */
class DeadLettersWithoutALeaderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int BROKER = 3;
    private static final int ATTEMPTS = 2;

    @Test
    void aLetterThatWasTriedSeveralTimesIsWrittenOnce() throws Exception {
        var letters = EventStreams.RIDES.deadLetterTopic();
        var consumer = new RecordingConsumer();
        try (var kafka = TestParts.kafkaCluster()) {
            try (var admin = new KafkaClients(Map.of("bootstrap.servers", kafka.bootstrapServers())).admin("test")) {
                var topic = new NewTopic(letters, Map.of(0, List.of(BROKER)))
                        .configs(Map.of("min.insync.replicas", "1"));
                admin.createTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
            }
            try (var service = TestService.start(TestParts.postgres().freshDatabase("dispatch"),
                    kafka.bootstrapServers(), context -> context.registerBean(EventConsumer.class, () -> consumer));
                    var reader = new TopicReader(kafka.bootstrapServers(), letters)) {
                // So that the service has met both topics, and no acknowledgement is on its way when the broker dies.
                var first = ride(UUID.randomUUID().toString(), 1);
                consumer.poisoned.add(first.envelope().id());
                service.record(first);
                await().atMost(PATIENCE)
                        .until(() -> service.count("ridewire.inbox.events", "outcome", "dead-letter") == 1);
                double postponed = service.count("ridewire.inbox.postponed");

                kafka.killBroker(BROKER);
                var poison = ride(UUID.randomUUID().toString(), 1);
                consumer.poisoned.add(poison.envelope().id());
                service.record(poison);
                await().atMost(PATIENCE).until(() -> service.count("ridewire.inbox.postponed") >= postponed + ATTEMPTS);
                kafka.startBroker(BROKER);

                await().atMost(PATIENCE).until(() -> !reader.of(poison.envelope().aggregateId()).isEmpty());
                var last = ride(UUID.randomUUID().toString(), 1);
                consumer.poisoned.add(last.envelope().id());
                service.record(last);
                await().atMost(PATIENCE).until(() -> !reader.of(last.envelope().aggregateId()).isEmpty());
                assertThat(reader.of(poison.envelope().aggregateId())).hasSize(1);
            }
        }
    }
}
