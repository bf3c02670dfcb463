package dev.ridewire.messaging.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.events.EventStreams;
import dev.ridewire.messaging.TestService;
import dev.ridewire.messaging.TopicReader;
import dev.ridewire.testing.parts.TestParts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kafka keeps and refuses by a record's time: for ours that is the broker's, so that no instance's clock matters. */
class TopicTimeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String KAFKA = TestParts.kafka().bootstrapServers();

    @ParameterizedTest
    @ValueSource(strings = {"PT2H", "PT-720H"})
    void anEventOfAnInstanceWithAWrongClockIsTakenAndKeptLikeAnyOther(Duration ahead) throws Exception {
        var topic = EventStreams.RIDES.topic();
        var key = UUID.randomUUID().toString();
        try (var service = TestService.start(TestParts.postgres().freshDatabase("booking"), KAFKA);
                var producer = new KafkaProducer<>(Map.<String, Object>of("bootstrap.servers", KAFKA),
                        new StringSerializer(), new ByteArraySerializer());
                var reader = new TopicReader(KAFKA, topic)) {
            service.record(TestService.ride(key, 1));
            await().atMost(PATIENCE).until(() -> reader.of(key).size() == 1);

            producer.send(new ProducerRecord<>(topic, null, Instant.now().plus(ahead).toEpochMilli(), key, new byte[0]))
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

            await().atMost(PATIENCE).until(() -> reader.of(key).size() == 2);
            assertThat(Instant.ofEpochMilli(reader.of(key).getLast().timestamp()))
                    .isBetween(Instant.now().minus(PATIENCE), Instant.now().plus(PATIENCE));
        }
    }
}
