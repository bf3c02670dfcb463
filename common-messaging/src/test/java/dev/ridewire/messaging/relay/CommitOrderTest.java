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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The faults of an outbox that is read in the order of ids, numbers or times: rows become visible in another order. */
class CommitOrderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String KAFKA = TestParts.kafka().bootstrapServers();
    /** The time a transaction is held open while others commit; at least until the watermark has moved so often. */
    private static final Duration HOLD = Duration.parse(System.getProperty("ridewire.test.hold", "PT1S"));
    private static final int WATERMARKS = 3;

    private final ServiceDatabase database = TestParts.postgres().freshDatabase("booking");

    @Test
    void transactionsThatCommitInTheReverseOrderOfTheirIdsAreAllPublished() throws SQLException {
        try (var service = TestService.start(database, KAFKA); var rides = rides()) {
            var open = new ArrayList<OpenTransaction>();
            for (int i = 0; i < 3; i++) {
                open.add(OpenTransaction.recording(database, UUID.randomUUID().toString(), 1));
            }
            assertThat(open).extracting(OpenTransaction::id).isSorted();

            for (var transaction : open.reversed()) {
                // As far as it can, the watermark follows each: it must not run over those that are still open.
                watermarkMoves(service);
                transaction.commit();
                await().atMost(PATIENCE).until(() -> rides.versionsOf(transaction.rideId()).equals(List.of(1L)));
            }
        }
    }

    @Test
    void aTransactionHeldOpenWhileOthersCommitIsPublishedAndHoldsTheWatermark() throws SQLException {
        try (var service = TestService.start(database, KAFKA);
                var rides = rides();
                var held = OpenTransaction.recording(database, UUID.randomUUID().toString(), 1)) {
            commitOthers(service, rides);
            assertThat(watermark(service)).isLessThanOrEqualTo(held.id());
            assertThat(rides.versionsOf(held.rideId())).isEmpty();

            held.commit();

            await().atMost(PATIENCE).until(() -> rides.versionsOf(held.rideId()).equals(List.of(1L)));
            await().atMost(PATIENCE).until(() -> watermark(service) > held.id());
            assertThat(service.count("ridewire.relay.republished")).isZero();
        }
    }

    @Test
    void aTransactionHeldOpenIsPublishedFromTheTableWhenItCommitsAfterTheSlotWasLost() throws SQLException {
        migrate();
        try (var rides = rides(); var held = OpenTransaction.recording(database, UUID.randomUUID().toString(), 1)) {
            try (var service = TestService.start(database, KAFKA)) {
                commitOthers(service, rides);
            }
            Slots.drop(database);
            held.commit();

            try (var next = TestService.start(database, KAFKA)) {
                await().atMost(PATIENCE).until(() -> rides.versionsOf(held.rideId()).equals(List.of(1L)));
                assertThat(next.count("ridewire.relay.republished")).isPositive();
            }
        }
    }

    @Test
    void aTransactionStillOpenWhenTheSlotIsRecreatedIsPublished() throws SQLException {
        migrate();
        try (var rides = rides(); var held = OpenTransaction.recording(database, UUID.randomUUID().toString(), 1)) {
            Slots.drop(database);
            try (var next = TestService.start(database, KAFKA)) {
                await().atMost(PATIENCE)
                        .until(() -> next.bean(OutboxRelay.class).state() == RelayState.REPUBLISHING);
                held.commit();

                await().atMost(PATIENCE).until(() -> !rides.versionsOf(held.rideId()).isEmpty());
                assertThat(rides.versionsOf(held.rideId())).containsOnly(1L);
            }
        }
    }

    /** For as long as {@link #HOLD}, and until the watermark has been written several times. */
    private static void commitOthers(TestService service, TopicReader rides) {
        var until = Instant.now().plus(HOLD);
        for (int moved = 0; moved < WATERMARKS || Instant.now().isBefore(until); moved++) {
            var other = UUID.randomUUID().toString();
            service.record(ride(other, 1));
            await().atMost(PATIENCE).until(() -> rides.versionsOf(other).equals(List.of(1L)));
            watermarkMoves(service);
        }
    }

    private static void watermarkMoves(TestService service) {
        long position = service.number("select coalesce(published_lsn - '0/0', 0) from outbox_watermark");
        await().atMost(PATIENCE).until(
                () -> service.number("select coalesce(published_lsn - '0/0', 0) from outbox_watermark") > position);
    }

    private static long watermark(TestService service) {
        return service.number("select transactions_below from outbox_watermark");
    }

    private void migrate() {
        TestService.start(database, KAFKA, none -> {}, "ridewire.messaging.relay.enabled=false").close();
    }

    private static TopicReader rides() {
        return new TopicReader(KAFKA, EventStreams.RIDES.topic());
    }
}
