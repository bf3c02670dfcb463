package dev.ridewire.messaging.relay;

import static dev.ridewire.messaging.TestService.ride;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.events.EventStreams;
import dev.ridewire.messaging.TestService;
import dev.ridewire.messaging.TopicReader;
import dev.ridewire.messaging.relay.supervise.OutboxRelay;
import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.testing.parts.TestParts;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Instances whose clocks are hours apart. Rows are stamped by the database, and nothing is ordered by an instance's
 * time.
 */
class ClockSkewTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String KAFKA = TestParts.kafka().bootstrapServers();
    private static final Duration HOURS = Duration.ofHours(6);

    private final ServiceDatabase database = TestParts.postgres().freshDatabase("booking");
    private final String rideId = UUID.randomUUID().toString();

    @Test
    void neitherOrderNorLagNorRetentionNorRepublishingMindsInstancesWhoseClocksAreHoursApart() throws SQLException {
        try (var rides = new TopicReader(KAFKA, EventStreams.RIDES.topic())) {
            try (var slow = startWith(HOURS.negated())) {
                awaitState(slow, RelayState.STREAMING);
                try (var fast = startWith(HOURS)) {
                    awaitState(fast, RelayState.STANDBY);
                    slow.record(ride(rideId, 1));
                    fast.record(ride(rideId, 2));
                    slow.record(ride(rideId, 3));
                    await().atMost(PATIENCE).until(() -> rides.versionsOf(rideId).equals(List.of(1L, 2L, 3L)));
                    tellsRightTimes(slow);
                    tellsRightTimes(fast);

                    slow.close();
                    fast.record(ride(rideId, 4));
                    await().atMost(PATIENCE).until(() -> rides.versionsOf(rideId).contains(4L));
                    tellsRightTimes(fast);
                    assertThat(fast.number("select outbox_maintain(3, interval '3 days')")).as("partitions dropped")
                            .isZero();
                }
            }
            try (var idle = TestService.start(database, KAFKA, none -> {}, "ridewire.messaging.relay.enabled=false")) {
                idle.record(ride(rideId, 5), ride(rideId, 6));
            }
            Slots.drop(database);
            try (var slow = startWith(HOURS.negated())) {
                await().atMost(PATIENCE).until(() -> rides.versionsOf(rideId).contains(6L));
                assertThat(rides.versionsOf(rideId)).endsWith(5L, 6L);
                tellsRightTimes(slow);
            }
        }
    }

    private static void tellsRightTimes(TestService service) {
        var registry = service.bean(MeterRegistry.class);
        assertThat(registry.get("ridewire.relay.lag").gauge().value()).isBetween(0.0, 60.0);
        assertThat(registry.get("ridewire.relay.delay").timer().max(TimeUnit.SECONDS)).isBetween(0.0, 60.0);
    }

    private static void awaitState(TestService service, RelayState state) {
        await().atMost(PATIENCE).until(() -> service.bean(OutboxRelay.class).state() == state);
    }

    private TestService startWith(Duration offset) {
        return TestService.start(database, KAFKA,
                context -> context.registerBean(Clock.class, () -> Clock.offset(Clock.systemUTC(), offset)));
    }
}
