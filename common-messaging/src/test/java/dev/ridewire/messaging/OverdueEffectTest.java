package dev.ridewire.messaging;

import static dev.ridewire.messaging.ConsumingService.rides;
import static dev.ridewire.messaging.TestService.ride;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.messaging.kafka.EventRecords;
import dev.ridewire.messaging.outbox.OutboxEntry;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Effects that take longer than they may: their transactions are rolled back, and their connections are the pool's
 * again.
 */
class OverdueEffectTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int CONNECTIONS = 3;

    private final RecordingConsumer consumer = new RecordingConsumer();
    private ConsumingService inbox;

    @BeforeEach
    void start() {
        inbox = ConsumingService.start(consumer,
                "ridewire.database.pool.initial-size=1", "ridewire.database.pool.max-size=" + CONNECTIONS,
                "ridewire.messaging.inbox.transaction=2s", "ridewire.messaging.inbox.effect=300ms",
                "ridewire.messaging.inbox.patience=4s", "ridewire.messaging.inbox.max-backoff=200ms");
    }

    @AfterEach
    void stop() {
        inbox.close();
    }

    @Test
    void anEffectThatNeverEndsCostsNoConnectionHoweverOftenItIsTried() {
        var endless = ride(UUID.randomUUID().toString(), 1);
        consumer.endless.add(endless.envelope().id());
        inbox.send(endless);
        await().atMost(PATIENCE).until(() -> consumer.calls.size() > CONNECTIONS);

        var letter = inbox.awaitLetter(endless);
        assertThat(EventRecords.text(letter.headers(), "ridewire_dlt_reason")).isEqualTo("stuck");
        assertThat(inbox.seen(endless)).as("nothing of it may be committed").isZero();
        var others = rides(20);
        inbox.send(others.toArray(OutboxEntry[]::new));
        await().atMost(PATIENCE).until(() -> inbox.haveApplied(others));
        assertNoTransactionIsLeftOpen();
    }

    @Test
    void anEffectThatKeepsTheServerBusyIsRolledBackAndComesAgain() {
        var event = ride(UUID.randomUUID().toString(), 1);
        consumer.slow.put(event.envelope().id(),
                inbox.service.database().sql("select pg_sleep(0.2)").then().repeat().then());
        inbox.send(event);

        inbox.awaitStored(event);
        assertThat(consumer.calls.size()).as("attempts").isGreaterThan(1);
        assertThat(consumer.versions(event)).containsExactly(1L);
        assertThat(inbox.letters(event)).isEmpty();
        assertNoTransactionIsLeftOpen();
    }

    private void assertNoTransactionIsLeftOpen() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(inbox.service.number("""
                select count(*) from pg_stat_activity
                 where datname = current_database() and usename = current_user and pid <> pg_backend_pid()
                   and xact_start is not null""")).isZero());
    }
}
