package dev.ridewire.messaging.relay.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridewire.messaging.TestService;
import dev.ridewire.messaging.relay.OutboxRow;
import dev.ridewire.messaging.relay.RelayFailure;
import dev.ridewire.messaging.relay.RelayMetrics;
import dev.ridewire.messaging.relay.RelayState;
import dev.ridewire.messaging.relay.WalPosition;
import dev.ridewire.messaging.relay.publish.Publisher;
import dev.ridewire.messaging.relay.publish.RefusedEvents;
import dev.ridewire.messaging.relay.publish.RefusedTopics;
import dev.ridewire.messaging.relay.slot.RelayDatabase;
import dev.ridewire.service.database.DatabaseProperties;
import dev.ridewire.testing.parts.TestParts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class ChangeHandlerTest {
    private static final long WATERMARK = 50;
    private static final Duration TOPIC_PATIENCE = Duration.ofMinutes(1);
    private static final TopicAuthorizationException FORBIDDEN = new TopicAuthorizationException("may not write");

    private Duration now = Duration.ZERO;
    private final RefusedTopics topics = new RefusedTopics(TOPIC_PATIENCE, () -> now.toNanos());
    private final RefusedEvents events = new RefusedEvents(TOPIC_PATIENCE, () -> now.toNanos());
    private final MockProducer<String, byte[]> kafka = new MockProducer<>(
            false, null, new StringSerializer(), new ByteArraySerializer());
    private final RelayMetrics metrics = new RelayMetrics(new SimpleMeterRegistry(), Clock.systemUTC(),
            Duration.ofSeconds(5), () -> RelayState.STREAMING);

    @Test
    void nothingBehindAnEventThatKafkaDidNotTakeIsEverPublishedHoweverOftenItIsAskedFor() throws Exception {
        try (var service = withoutRelay(); var database = connect(service)) {
            var handler = handler(database);
            publish(handler, "first", new WalPosition(100, null));
            publish(handler, "second", new WalPosition(200, 77L));
            kafka.errorNext(new TimeoutException("Kafka is away"));
            kafka.completeNext();

            for (int attempt = 1; attempt <= 3; attempt++) {
                assertThatThrownBy(handler::published).isInstanceOf(RelayFailure.class);
            }
            assertThat(handler.confirmable()).isEqualTo(WATERMARK);
        }
    }

    @Test
    void whatWasAcknowledgedBeforeAnEventThatKafkaDidNotTakeIsPublishedInTheEnd() throws Exception {
        try (var service = withoutRelay(); var database = connect(service)) {
            var handler = handler(database);
            publish(handler, "first", new WalPosition(100, null));
            publish(handler, "second", new WalPosition(200, null));
            publish(handler, "third", new WalPosition(300, null));
            kafka.completeNext();
            kafka.errorNext(new TimeoutException("Kafka is away"));
            kafka.completeNext();

            assertThat(handler.publishedInTheEnd()).isEqualTo(new WalPosition(100, null));
        }
    }

    @Test
    void anEventWhoseTopicMayNotBeWrittenToEndsTheEngineAtFirstAndIsSetAsideOnceThatHasLasted() throws Exception {
        try (var service = withoutRelay(); var database = connect(service)) {
            for (var elapsed : List.of(Duration.ZERO, TOPIC_PATIENCE.dividedBy(2))) {
                now = elapsed;
                var handler = handler(database);
                publish(handler, "forbidden", new WalPosition(100, null));
                kafka.errorNext(FORBIDDEN);
                assertThatThrownBy(handler::published).isInstanceOf(RelayFailure.class);
            }
            assertThat(setAside(service)).isZero();

            now = TOPIC_PATIENCE;
            var handler = handler(database);
            publish(handler, "forbidden", new WalPosition(100, null));
            kafka.errorNext(FORBIDDEN);

            assertThat(handler.published()).isEqualTo(new WalPosition(100, null));
            assertThat(setAside(service)).isEqualTo(1);
        }
    }

    @Test
    void anEventThatKafkaDoesNotEvenTakeCountsAsWaitingAllTheWhile() throws Exception {
        try (var service = withoutRelay(); var database = connect(service)) {
            var handler = handler(database);
            var age = Duration.ofMinutes(1);
            var lags = new ArrayList<Duration>();
            kafka.sendException = new TimeoutException("Kafka is away");

            handler.publish(new OutboxRow(TestService.ride("waiting", 1), Instant.now().minus(age)), () -> {
                handler.published();
                lags.add(metrics.lag());
                kafka.sendException = lags.size() < 2 ? kafka.sendException : null;
            });

            assertThat(lags).hasSize(2).allMatch(lag -> lag.compareTo(age) >= 0);
            assertThat(metrics.lag()).isGreaterThanOrEqualTo(age);
            kafka.completeNext();
            handler.published();
            assertThat(metrics.lag()).isZero();
        }
    }

    private static long setAside(TestService service) {
        return service.number("select count(*) from outbox_set_aside");
    }

    private ChangeHandler handler(RelayDatabase database) {
        return new ChangeHandler(new Publisher(kafka, topics, events, OpenTelemetry.noop().getTracer("test"), metrics),
                database,
                metrics, 100, WATERMARK);
    }

    private static RelayDatabase connect(TestService service) throws SQLException {
        return RelayDatabase.connect(service.bean(DatabaseProperties.class), Duration.ofSeconds(10));
    }

    private static TestService withoutRelay() {
        return TestService.start(TestParts.postgres().freshDatabase("booking"), "127.0.0.1:1", none -> {},
                "ridewire.messaging.relay.enabled=false");
    }

    private static void publish(ChangeHandler handler, String rideId, WalPosition after) throws InterruptedException {
        handler.publish(new OutboxRow(TestService.ride(rideId, 1), Instant.now()), () -> {});
        handler.passed(after);
    }
}
