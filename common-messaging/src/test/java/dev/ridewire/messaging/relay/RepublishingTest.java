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
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes to the slot while the service was down, by which nothing is lost. */
class RepublishingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String KAFKA = TestParts.kafka().bootstrapServers();

    private final ServiceDatabase database = TestParts.postgres().freshDatabase("booking");
    private final TopicReader rides = new TopicReader(KAFKA, EventStreams.RIDES.topic());
    private final String published = UUID.randomUUID().toString();
    private final String unpublished = UUID.randomUUID().toString();

    @BeforeEach
    void oneEventIsPublishedAndTwoAreNot() throws SQLException {
        try (var first = TestService.start(database, KAFKA)) {
            first.record(ride(published, 1));
            await().atMost(PATIENCE).until(() -> rides.versionsOf(published).size() == 1);
            await().atMost(PATIENCE).until(() -> first.number(
                    "select count(*) from outbox o, outbox_watermark w where o.transaction_id >= w.transactions_below") == 0);
        }
        try (var transaction = OpenTransaction.recording(database, unpublished, 1)) {
            transaction.record(2);
            transaction.commit();
        }
    }

    @AfterEach
    void closeReader() {
        rides.close();
    }

    @Test
    void unpublishedEventsComeFromTheTableWhenTheSlotWasDropped() throws SQLException {
        Slots.drop(database);

        theNextRelayRepublishesWhatWasNotPublished();
    }

    @Test
    void aSlotThatSomebodyRecreatedHidesNothing() throws SQLException {
        Slots.drop(database);
        Slots.create(database);

        theNextRelayRepublishesWhatWasNotPublished();
    }

    @Test
    void aSlotThatSomebodyMovedHidesNothing() throws SQLException {
        Slots.moveToTheEnd(database);

        theNextRelayRepublishesWhatWasNotPublished();
    }

    @Test
    void aDatabaseThatWasRestoredIntoAnotherClusterTrustsNoPositionOfTheOldOne() throws SQLException {
        // As a restored one: the watermark is of another cluster and higher than anything here, and the slot was made
        // by hand.
        Slots.execute(database, "update outbox_watermark set system_identifier = 1, published_lsn = 'FFFFFFFF/0'");
        Slots.drop(database);
        Slots.create(database);

        theNextRelayRepublishesWhatWasNotPublished();
    }

    @Test
    void aRepublishingThatWasBrokenOffBeginsAgain() throws SQLException {
        Slots.execute(database, "update outbox_watermark set republish_from = transactions_below");

        try (var next = TestService.start(database, KAFKA)) {
            await().atMost(PATIENCE).until(() -> rides.versionsOf(unpublished).containsAll(List.of(1L, 2L)));
            assertThat(next.count("ridewire.relay.republished")).isEqualTo(2);
            assertThat(next.number("select count(republish_from) from outbox_watermark")).isZero();
        }
    }

    @Test
    void aLaterVersionWhoseTransactionBeganEarlierIsRepublishedLater() throws SQLException {
        var rideId = UUID.randomUUID().toString();
        try (var idle = withoutRelay(); var late = OpenTransaction.begin(database, rideId)) {
            idle.record(ride(rideId, 1));
            late.record(2);
            late.commit();
            idle.record(ride(rideId, 3));
            assertThat(idle.number("""
                    select count(*) from outbox one join outbox two using (aggregate_id)
                     where one.version = 1 and two.version = 2 and one.recorded_at > two.recorded_at""")).isEqualTo(1);
        }
        Slots.drop(database);

        try (var next = TestService.start(database, KAFKA)) {
            await().atMost(PATIENCE).until(() -> rides.versionsOf(rideId).size() == 3);
            assertThat(rides.versionsOf(rideId)).containsExactly(1L, 2L, 3L);
            assertThat(next.count("ridewire.relay.republished")).isEqualTo(5);
        }
    }

    @Test
    void aPublicationThatLeavesTheOutboxOutStopsTheRelayBeforeItPassesEventsOver() throws SQLException {
        Slots.executeAsOwner(database, "alter publication %s drop table outbox".formatted(database.slot()));

        try (var next = TestService.start(database, KAFKA)) {
            var relay = next.bean(OutboxRelay.class);
            await().atMost(PATIENCE).until(() -> relay.lastFailure() != null);
            assertThat(relay.lastFailure()).contains("does not publish the inserts of public.outbox");

            Slots.executeAsOwner(database, "alter publication %s add table outbox".formatted(database.slot()));
            await().atMost(PATIENCE).until(() -> relay.state() == RelayState.STREAMING);
        }
    }

    @Test
    void aSlotRecreatedBeforeAnyRelayHasRunHidesNothing() throws SQLException {
        var fresh = TestParts.postgres().freshDatabase("booking");
        var rideId = UUID.randomUUID().toString();
        try (var idle = TestService.start(fresh, KAFKA, none -> {}, "ridewire.messaging.relay.enabled=false")) {
            idle.record(ride(rideId, 1));
            Slots.drop(fresh);
            Slots.create(fresh);
        }

        try (var next = TestService.start(fresh, KAFKA)) {
            await().atMost(PATIENCE).until(() -> rides.versionsOf(rideId).equals(List.of(1L)));
            assertThat(next.count("ridewire.relay.republished")).isEqualTo(1);
        }
    }

    private void theNextRelayRepublishesWhatWasNotPublished() {
        try (var next = TestService.start(database, KAFKA)) {
            await().atMost(PATIENCE).until(() -> rides.versionsOf(unpublished).equals(List.of(1L, 2L)));
            assertThat(next.count("ridewire.relay.republished")).isEqualTo(2);
            assertThat(rides.versionsOf(published)).containsExactly(1L);

            var afterwards = UUID.randomUUID().toString();
            next.record(ride(afterwards, 1));
            await().atMost(PATIENCE).until(() -> rides.versionsOf(afterwards).equals(List.of(1L)));
        }
    }

    private TestService withoutRelay() {
        return TestService.start(database, KAFKA, none -> {}, "ridewire.messaging.relay.enabled=false");
    }
}
