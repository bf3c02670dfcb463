package dev.ridewire.messaging.relay;

import static dev.ridewire.messaging.TestService.ride;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.events.EventStreams;
import dev.ridewire.messaging.TestService;
import dev.ridewire.messaging.TopicReader;
import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.testing.parts.PostgresPair;
import dev.ridewire.testing.parts.TestParts;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** PostgreSQL's primary is killed in the middle of being written to. */
class PromotedStandbyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String KAFKA = TestParts.kafka().bootstrapServers();

    private final List<String> keys = Stream.generate(() -> UUID.randomUUID().toString()).limit(10).toList();
    private final AtomicLong version = new AtomicLong();

    @Test
    void kafkaHasJustTheEventsThatThePromotedStandbyHasAndOfEachKeyInOrder() throws SQLException {
        var writer = Executors.newSingleThreadScheduledExecutor();
        try (var pair = TestParts.postgresPair(PostgresPair.Slots.SYNCHRONIZED)) {
            var database = pair.freshDatabase("booking");
            try (var service = TestService.start(database, KAFKA);
                    var rides = new TopicReader(KAFKA, EventStreams.RIDES.topic())) {
                writer.scheduleWithFixedDelay(() -> tryToRecordNext(service), 0, 2, TimeUnit.MILLISECONDS);
                pair.awaitSynchronized(database.slot());
                await().atMost(PATIENCE).until(() -> rides.versionsOf(keys.getLast()).size() >= 100);

                pair.killPrimary();
                pair.promote();

                long before = version.get();
                await().atMost(PATIENCE)
                        .until(() -> inTheTable(pair, database.name(), keys.getLast()).getLast() > before);
                writer.close();
                await().atMost(PATIENCE).untilAsserted(() -> {
                    for (var key : keys) {
                        var versions = rides.versionsOf(key);
                        assertThat(versions.stream().distinct())
                                .containsExactlyElementsOf(inTheTable(pair, database.name(), key));
                        assertThat(versions.getLast()).isEqualTo(inTheTable(pair, database.name(), key).getLast());
                    }
                });
            }
        } finally {
            writer.shutdownNow();
        }
    }

    /** A version that fails is not tried again: it is in the table or it is not. */
    private void tryToRecordNext(TestService service) {
        long next = version.incrementAndGet();
        try {
            service.record(keys.stream().map(key -> ride(key, next)).toArray(OutboxEntry[]::new));
        } catch (RuntimeException e) {
            // The database is away.
        }
    }

    private static List<Long> inTheTable(PostgresPair pair, String database, String key) throws SQLException {
        try (var connection = pair.asSuperuser(database);
                var query = connection.prepareStatement(
                        "select version from outbox where aggregate_id = ? order by version")) {
            query.setString(1, key);
            try (var rows = query.executeQuery()) {
                var versions = new ArrayList<Long>();
                while (rows.next()) {
                    versions.add(rows.getLong(1));
                }
                return versions;
            }
        }
    }
}
