package dev.ridewire.messaging.relay;

import static dev.ridewire.messaging.TestService.ride;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.events.EventStreams;
import dev.ridewire.messaging.TestService;
import dev.ridewire.messaging.TopicReader;
import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.testing.parts.OwnPostgres;
import dev.ridewire.testing.parts.TestParts;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Between the flush of a transaction's commit record and its becoming visible. Usually that takes microseconds; here
 * the commit waits for a synchronous standby that is not there.
 */
class UnseenCommitTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String KAFKA = TestParts.kafka().bootstrapServers();

    private static OwnPostgres postgres;

    @BeforeAll
    static void start() {
        postgres = TestParts.postgres(Map.of("synchronous_standby_names", "nobody", "synchronous_commit", "local"));
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void aTransactionWhoseCommitPrecedesTheNewSlotAndIsNotSeenYetIsWaitedForAndPublished() throws Exception {
        var database = postgres.freshDatabase("booking");
        try (var rides = new TopicReader(KAFKA, EventStreams.RIDES.topic());
                var idle = TestService.start(database, KAFKA, none -> {}, "ridewire.messaging.relay.enabled=false");
                // The making of a slot waits twice: for those that run when it begins, and for those that run after
                // that.
                var first = OpenTransaction.recording(database, UUID.randomUUID().toString(), 1)) {
            Slots.drop(database);
            try (var _ = TestService.start(database, KAFKA)) {
                awaitWaits(idle, first);
                try (var second = OpenTransaction.recording(database, UUID.randomUUID().toString(), 1)) {
                    first.commit();
                    awaitWaits(idle, second);
                    try (var unseen = OpenTransaction.recording(database, UUID.randomUUID().toString(), 1)) {
                        var committing = commitForAStandby(idle, unseen);
                        second.commit();
                        await().atMost(PATIENCE).until(() -> idle
                                .number("""
                                select count(*) from pg_replication_slots
                                 where slot_name = current_database() || '_outbox' and confirmed_flush_lsn is not null""") == 1);
                        assertThat(committing).isNotDone();
                        assertThat(rides.versionsOf(unseen.rideId())).isEmpty();

                        // Time enough for a relay that does not wait to have read the table.
                        await().during(Duration.ofSeconds(2)).atMost(PATIENCE)
                                .until(() -> rides.versionsOf(unseen.rideId()).isEmpty());
                        giveUpWaitingForTheStandby(database);

                        assertThat(committing).succeedsWithin(PATIENCE);
                        await().atMost(PATIENCE).until(() -> rides.versionsOf(unseen.rideId()).equals(List.of(1L)));
                        await().atMost(PATIENCE).until(() -> rides.versionsOf(second.rideId()).contains(1L));
                    }
                }
            }
        }
    }

    /** Flushed and so in the WAL; seen by nobody until a standby has it. */
    private static CompletableFuture<Void> commitForAStandby(TestService service, OpenTransaction transaction)
            throws SQLException {
        transaction.execute("set local synchronous_commit = on");
        var committing = CompletableFuture.runAsync(() -> {
            try {
                transaction.commit();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        await().atMost(PATIENCE).until(
                () -> service.number("select count(*) from pg_stat_activity where wait_event = 'SyncRep'") == 1);
        return committing;
    }

    private static void awaitWaits(TestService service, OpenTransaction transaction) {
        await().atMost(PATIENCE).until(() -> service.number("""
                select count(*) from pg_locks where locktype = 'transactionid' and not granted
                   and transactionid = '%d'::xid""".formatted(transaction.id())) == 1);
    }

    private static void giveUpWaitingForTheStandby(ServiceDatabase database) throws SQLException {
        Slots.execute(database, "select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'");
    }
}
