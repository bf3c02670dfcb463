package dev.ridewire.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridewire.messaging.TestService;
import dev.ridewire.messaging.database.DatabaseProperties;
import dev.ridewire.parts.testing.TestParts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class ChangeHandlerTest {
    private final MockProducer<String, byte[]> kafka = new MockProducer<>(
            false, null, new StringSerializer(), new ByteArraySerializer());
    private final RelayMetrics metrics = new RelayMetrics(new SimpleMeterRegistry(), Clock.systemUTC(),
            Duration.ofSeconds(5), () -> OutboxRelay.State.STREAMING);

    @Test
    void nothingBehindAnEventThatKafkaDidNotTakeIsEverPublishedHoweverOftenItIsAskedFor() throws Exception {
        try (var service = TestService.start(TestParts.postgres().freshDatabase("booking"), "127.0.0.1:1", none -> {},
                "ridewire.messaging.relay.enabled=false");
                var database = RelayDatabase.connect(service.bean(DatabaseProperties.class), Duration.ofSeconds(10))) {
            var handler = new ChangeHandler(new Publisher(kafka, OpenTelemetry.noop().getTracer("test"), metrics),
                    database, metrics, 100);
            publish(handler, "first", new Position(100, null));
            publish(handler, "second", new Position(200, 77L));
            kafka.errorNext(new TimeoutException("Kafka is away"));
            kafka.completeNext();

            for (int attempt = 1; attempt <= 3; attempt++) {
                assertThatThrownBy(handler::published).isInstanceOf(RelayFailure.class);
            }
            assertThat(handler.confirmable()).isEqualTo(-1);
        }
    }

    private static void publish(ChangeHandler handler, String rideId, Position after) throws InterruptedException {
        handler.publish(new OutboxRow(TestService.ride(rideId, 1), Instant.now()), () -> {});
        handler.passed(after);
    }
}
