package dev.ridewire.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.events.EventStream;
import dev.ridewire.events.EventStreams;
import dev.ridewire.events.TraceContext;
import dev.ridewire.events.tracking.location.v1.LocationReported;
import dev.ridewire.messaging.kafka.KafkaClients;
import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.messaging.telemetry.BroadcastConsumer;
import dev.ridewire.messaging.telemetry.BroadcastEvent;
import dev.ridewire.messaging.telemetry.KafkaTelemetryPublisher;
import dev.ridewire.messaging.telemetry.TelemetryProperties;
import dev.ridewire.messaging.telemetry.TelemetryPublisher;
import dev.ridewire.testing.parts.TestParts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class TelemetryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String driverId = UUID.randomUUID().toString();

    @Test
    void everyInstanceSeesWhatIsPublishedAndASlipOfOneReceiverEndsNothing() {
        var database = TestParts.postgres().freshDatabase("tracking");
        var one = new Receiver("one", driverId);
        var two = new Receiver("two", driverId);
        one.slips = 1;
        try (var service = TestService.start(database, TestParts.kafka().bootstrapServers(), context -> {
            context.registerBean("one", BroadcastConsumer.class, () -> one);
            context.registerBean("two", BroadcastConsumer.class, () -> two);
        })) {
            var publisher = service.bean(TelemetryPublisher.class);
            await().atMost(PATIENCE).until(() -> {
                publisher.publish(location(one.seen.size() + 1));
                return one.seen.size() >= 3 && two.seen.size() >= 3;
            });
        }
    }

    @Test
    void aStopInTheMiddleOfAPollIsNoError(CapturedOutput output) {
        var database = TestParts.postgres().freshDatabase("tracking");
        var receiver = new Receiver("stopped", driverId);
        try (var service = TestService.start(database, TestParts.kafka().bootstrapServers(),
                context -> context.registerBean(BroadcastConsumer.class, () -> receiver))) {
            await().atMost(PATIENCE).until(() -> {
                service.bean(TelemetryPublisher.class).publish(location(1));
                return !receiver.seen.isEmpty();
            });
        }
        assertThat(output.getAll()).doesNotContain("Failed to close");
    }

    @Test
    void aReceiverThatComesLaterReadsWhatIsStillFresh() {
        var database = TestParts.postgres().freshDatabase("tracking");
        try (var service = TestService.start(database, TestParts.kafka().bootstrapServers(), none -> {})) {
            service.bean(TelemetryPublisher.class).publish(location(1));
            await().atMost(PATIENCE).until(() -> service.count("ridewire.telemetry.sent") == 1);
        }
        var late = new Receiver("late", driverId);
        try (var service = TestService.start(database, TestParts.kafka().bootstrapServers(),
                context -> context.registerBean(BroadcastConsumer.class, () -> late))) {
            await().atMost(PATIENCE).until(() -> late.seen.size() == 1);
        }
    }

    @Test
    void withoutKafkaPublishingCostsNothingAndTheOldestIsDropped() {
        var registry = new SimpleMeterRegistry();
        var nowhere = new KafkaClients(Map.of("bootstrap.servers", "127.0.0.1:1"));
        var publisher = new KafkaTelemetryPublisher("tracking", nowhere, new TelemetryProperties(10, PATIENCE),
                registry);

        IntStream.rangeClosed(1, 100).forEach(version -> publisher.publish(location(version)));

        assertThat(registry.get("ridewire.telemetry.dropped").counter().count()).isEqualTo(90);
        assertThat(registry.get("ridewire.telemetry.queued").gauge().value()).isEqualTo(10);
    }

    private OutboxEntry location(long version) {
        return OutboxEntry.of(EventStreams.LOCATIONS, "LocationReported", UUID.randomUUID(), driverId, version,
                Instant.now(),
                LocationReported.getDefaultInstance(), TraceContext.NONE);
    }

    private static final class Receiver implements BroadcastConsumer<LocationReported> {
        private final String name;
        private final String driverId;
        private final List<Long> seen = new CopyOnWriteArrayList<>();
        private volatile int slips;

        Receiver(String name, String driverId) {
            this.name = name;
            this.driverId = driverId;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public EventStream<LocationReported> stream() {
            return EventStreams.LOCATIONS;
        }

        @Override
        public Duration replay() {
            return Duration.ofMinutes(1);
        }

        @Override
        public void accept(List<BroadcastEvent<LocationReported>> events) {
            if (slips > 0) {
                slips = slips - 1;
                throw new IllegalStateException("slipped");
            }
            events.stream().filter(event -> event.aggregateId().equals(driverId))
                    .forEach(event -> seen.add(event.version()));
        }
    }
}
