package dev.ridewire.messaging.relay;

import static dev.ridewire.messaging.TestService.ride;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.events.EventStreams;
import dev.ridewire.messaging.TestService;
import dev.ridewire.messaging.TopicReader;
import dev.ridewire.testing.parts.OwnPostgres;
import dev.ridewire.testing.parts.TestParts;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Past {@code max_slot_wal_keep_size} the server throws away what the slot still needs, rather than fill its disk. */
class InvalidatedSlotTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String KAFKA = TestParts.kafka().bootstrapServers();

    private static OwnPostgres postgres;

    @BeforeAll
    static void start() {
        postgres = TestParts.postgres(Map.of("max_slot_wal_keep_size", "32MB"));
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void unpublishedEventsComeFromTheTableWhenTheSlotLostItsWal() throws SQLException {
        var database = postgres.freshDatabase("booking");
        var rideId = UUID.randomUUID().toString();
        try (var rides = new TopicReader(KAFKA, EventStreams.RIDES.topic())) {
            try (var first = TestService.start(database, KAFKA)) {
                first.record(ride(rideId, 1));
                await().atMost(PATIENCE).until(() -> rides.versionsOf(rideId).size() == 1);
                await().atMost(PATIENCE).until(() -> first.number(
                        "select count(*) from outbox o, outbox_watermark w where o.transaction_id >= w.transactions_below") == 0);
            }
            try (var idle = TestService.start(database, KAFKA, none -> {}, "ridewire.messaging.relay.enabled=false")) {
                LongStream.rangeClosed(2, 20).forEach(version -> idle.record(ride(rideId, version)));
                fillTheWal(database.name());
                assertThat(hasSlot(idle, "lost")).isTrue();
                LongStream.rangeClosed(21, 40).forEach(version -> idle.record(ride(rideId, version)));
            }
            try (var next = TestService.start(database, KAFKA)) {
                await().atMost(PATIENCE).until(() -> rides.versionsOf(rideId).contains(40L));
                assertThat(rides.versionsOf(rideId))
                        .containsExactlyElementsOf(LongStream.rangeClosed(1, 40).boxed().toList());
                assertThat(next.count("ridewire.relay.republished")).isEqualTo(39);

                next.record(ride(rideId, 41));
                await().atMost(PATIENCE).until(() -> rides.versionsOf(rideId).contains(41L));
                assertThat(hasSlot(next, "reserved")).isTrue();
            }
        }
    }

    @Test
    void aSlotThatIsLostWhileItIsStreamedIsRecreatedToo() throws SQLException {
        var database = postgres.freshDatabase("booking");
        var rideId = UUID.randomUUID().toString();
        try (var rides = new TopicReader(KAFKA, EventStreams.RIDES.topic());
                // Never confirms, as if Kafka were away for long.
                var service = TestService.start(database, KAFKA, none -> {}, "ridewire.messaging.relay.confirm=1h")) {
            service.record(ride(rideId, 1));
            await().atMost(PATIENCE).until(() -> rides.versionsOf(rideId).size() == 1);

            fillTheWal(database.name());
            service.record(ride(rideId, 2));

            await().atMost(PATIENCE).until(() -> rides.versionsOf(rideId).contains(2L));
            await().atMost(PATIENCE).until(() -> service.count("ridewire.relay.republished") >= 1);
            service.record(ride(rideId, 3));
            await().atMost(PATIENCE).until(() -> rides.versionsOf(rideId).contains(3L));
            assertThat(rides.versionsOf(rideId).stream().distinct()).containsExactly(1L, 2L, 3L);
        }
    }

    private static boolean hasSlot(TestService service, String walStatus) {
        return service.number("""
                select count(*) from pg_replication_slots
                 where slot_name = current_database() || '_outbox' and wal_status = '%s'""".formatted(walStatus)) == 1;
    }

    /** Past the bound, and to a checkpoint, which is when the server looks at it. */
    private static void fillTheWal(String database) throws SQLException {
        try (var connection = postgres.asSuperuser(database); var statement = connection.createStatement()) {
            for (int segment = 0; segment < 5; segment++) {
                statement.execute("select pg_logical_emit_message(false, 'noise', 'x')");
                statement.execute("select pg_switch_wal()");
            }
            statement.execute("checkpoint");
        }
    }
}
