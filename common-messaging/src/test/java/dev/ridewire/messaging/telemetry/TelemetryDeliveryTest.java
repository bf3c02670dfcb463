package dev.ridewire.messaging.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.events.EventStreams;
import dev.ridewire.events.TraceContext;
import dev.ridewire.events.tracking.location.v1.LocationReported;
import dev.ridewire.messaging.kafka.KafkaClients;
import dev.ridewire.messaging.outbox.OutboxEntry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The publisher's word on whether events arrive, without any Kafka. */
class TelemetryDeliveryTest {
    private final AtomicLong nanos = new AtomicLong();
    private final KafkaTelemetryPublisher publisher = new KafkaTelemetryPublisher("tracking",
            new KafkaClients(Map.of("bootstrap.servers", "127.0.0.1:1")),
            new TelemetryProperties(8, Duration.ofSeconds(1)), new SimpleMeterRegistry(), nanos::get);

    @Test
    void eventsThatWaitedThreeSecondsAreNotDelivered() {
        assertThat(publisher.isDelivering()).isTrue();

        publish(1);
        nanos.addAndGet(Duration.ofMillis(2_999).toNanos());
        assertThat(publisher.isDelivering()).isTrue();
        nanos.addAndGet(Duration.ofMillis(1).toNanos());

        assertThat(publisher.isDelivering()).isFalse();
    }

    @Test
    void aBufferThatIsNearlyFullTakesNoMore() {
        publish(5);
        assertThat(publisher.isDelivering()).isTrue();

        publish(1);

        assertThat(publisher.isDelivering()).isFalse();
    }

    @Test
    void afterAFailureOneEventAtATimeTriesAgain() {
        publisher.start();
        try {
            publish(1);
            await().until(() -> !publisher.isDelivering());
            nanos.addAndGet(Duration.ofSeconds(2).toNanos());
            await().until(publisher::isDelivering);

            publish(1);

            assertThat(publisher.isDelivering()).isFalse();
        } finally {
            publisher.stop();
        }
    }

    private void publish(int events) {
        for (int event = 0; event < events; event++) {
            publisher.publish(OutboxEntry.of(EventStreams.LOCATIONS, "LocationReported", UUID.randomUUID(), "bob",
                    event + 1L, Instant.EPOCH, LocationReported.getDefaultInstance(), TraceContext.NONE));
        }
    }
}
