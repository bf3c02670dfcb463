package dev.ridewire.messaging.relay;

import static dev.ridewire.messaging.TestService.ride;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.events.EventStreams;
import dev.ridewire.messaging.TestService;
import dev.ridewire.messaging.TopicReader;
import dev.ridewire.testing.parts.PostgresPair;
import dev.ridewire.testing.parts.TestParts;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** PostgreSQL's primary dies, and its standby is promoted. */
class FailoverTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String KAFKA = TestParts.kafka().bootstrapServers();

    private final String rideId = UUID.randomUUID().toString();

    @Test
    void whereTheSlotIsSynchronizedNobodyHearsOfWhatAPartitionedPrimaryLosesAndTheRelayGoesOn() throws SQLException {
        var lost = UUID.randomUUID().toString();
        try (var pair = TestParts.postgresPair(PostgresPair.Slots.SYNCHRONIZED);
                var rides = new TopicReader(KAFKA, EventStreams.RIDES.topic())) {
            var database = pair.freshDatabase("booking");
            try (var service = TestService.start(database, KAFKA)) {
                service.record(ride(rideId, 1));
                await().atMost(PATIENCE).until(() -> rides.versionsOf(rideId).contains(1L));
                pair.awaitSynchronized(database.slot());
                pair.awaitCaughtUp();

                pair.partition();
                service.record(ride(lost, 1));
                pair.promote();

                recordOnceItIsBack(service, 2);
                await().atMost(PATIENCE).until(() -> rides.versionsOf(rideId).contains(2L));
                assertThat(rides.versionsOf(rideId).stream().distinct()).containsExactly(1L, 2L);
                assertThat(service.number("select count(*) from outbox where aggregate_id = '" + lost + "'")).isZero();
                assertThat(rides.versionsOf(lost)).as("what was lost with the old primary was never told").isEmpty();
            }
        }
    }

    @Test
    void whereTheStandbyKnowsNothingOfTheSlotWhatWasNotPublishedComesFromTheTable() throws SQLException {
        var unpublished = UUID.randomUUID().toString();
        try (var pair = TestParts.postgresPair(PostgresPair.Slots.LOST);
                var rides = new TopicReader(KAFKA, EventStreams.RIDES.topic())) {
            var database = pair.freshDatabase("booking");
            try (var first = TestService.start(database, KAFKA)) {
                first.record(ride(rideId, 1));
                await().atMost(PATIENCE).until(() -> rides.versionsOf(rideId).contains(1L));
            }
            try (var idle = TestService.start(database, KAFKA, none -> {}, "ridewire.messaging.relay.enabled=false")) {
                idle.record(ride(unpublished, 1));
                pair.awaitCaughtUp();
                pair.killPrimary();
            }
            pair.promote();
            try (var next = TestService.start(database, KAFKA)) {
                await().atMost(PATIENCE).until(() -> rides.versionsOf(unpublished).contains(1L));
                assertThat(next.count("ridewire.relay.republished")).isPositive();
                next.record(ride(unpublished, 2));
                await().atMost(PATIENCE).until(() -> rides.versionsOf(unpublished).contains(2L));
            }
        }
    }

    private void recordOnceItIsBack(TestService service, long version) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            service.record(ride(rideId, version));
            return true;
        });
    }
}
