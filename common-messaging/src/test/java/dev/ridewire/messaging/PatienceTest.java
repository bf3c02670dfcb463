package dev.ridewire.messaging;

import static dev.ridewire.messaging.ConsumingService.rides;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.testing.parts.TestParts;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that have been waited for longer than their patience: some are blamed, others are not. */
class PatienceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String[] HASTY = {
            "ridewire.messaging.inbox.patience=1s", "ridewire.messaging.inbox.max-backoff=200ms"};
    /** Each a fifth of a second after the one before: well past the patience above. */
    private static final int POLLS = 15;

    private final RecordingConsumer consumer = new RecordingConsumer();

    /** As every write fails where the disk is full, or where the server has become a standby, while reads go on. */
    @ParameterizedTest
    @ValueSource(strings = {"disk_full", "read_only_sql_transaction"})
    void aDatabaseThatTakesNoWritesIsWaitedForThoughItAnswers(String fault) throws SQLException {
        var database = TestParts.postgres().freshDatabase("dispatch");
        try (var inbox = ConsumingService.start(database, consumer, HASTY)) {
            execute(database, """
                    create function no_write() returns trigger language plpgsql as
                    $$ begin raise exception 'as the test wants it' using errcode = '%s'; end $$;
                    create trigger no_write before insert on inbox execute function no_write()""".formatted(fault));
            var events = rides(12);
            inbox.send(events.toArray(OutboxEntry[]::new));
            await().atMost(PATIENCE).until(() -> inbox.service.count("ridewire.inbox.postponed") > POLLS);

            execute(database, "drop function no_write cascade");
            await().atMost(PATIENCE).until(() -> inbox.haveApplied(events));
            assertThat(inbox.setAside(events)).isEmpty();
        }
    }

    @Test
    void onlyTheEventThatWasWaitedForIsBlamedAndNotThoseThatFailBesideIt() {
        try (var inbox = ConsumingService.start(consumer, HASTY)) {
            var events = rides(6);
            var stuck = events.getFirst();
            consumer.away = part -> part.stream().anyMatch(event -> event.id().equals(stuck.envelope().id()));
            // They fail for the first time when each event of the poll is tried alone.
            events.subList(1, 4).forEach(event -> consumer.unavailable.put(event.envelope().id(), 2));
            inbox.sendAsOneBatch(events);

            inbox.awaitLetter(stuck);
            await().atMost(PATIENCE).until(() -> inbox.haveApplied(events.subList(1, 6)));
            assertThat(consumer.unavailable).isEmpty();
            assertThat(inbox.setAside(events)).containsExactly(stuck.envelope().aggregateId());
        }
    }

    @Test
    void anEventThatFailsForTheLastTimeAsTheDatabaseComesBackIsNotBlamed() {
        try (var inbox = ConsumingService.start(consumer, HASTY)) {
            var events = rides(2);
            var first = events.getFirst().envelope().id();
            var alone = new AtomicInteger();
            consumer.away = part -> part.size() > 1
                    || (part.getFirst().id().equals(first) && alone.getAndIncrement() == 0);
            inbox.sendAsOneBatch(events);

            await().atMost(PATIENCE).until(() -> inbox.haveApplied(events));
            assertThat(alone.get()).isEqualTo(2);
            assertThat(inbox.setAside(events)).isEmpty();
        }
    }

    private static void execute(ServiceDatabase database, String sql) throws SQLException {
        try (var connection = TestParts.postgres().asSuperuser(database.name());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
