package dev.ridewire.messaging.relay;

import static dev.ridewire.messaging.TestService.ride;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.events.EventStreams;
import dev.ridewire.messaging.TestService;
import dev.ridewire.messaging.TopicReader;
import dev.ridewire.messaging.relay.supervise.OutboxRelay;
import dev.ridewire.testing.parts.TestParts;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A database in which nothing happens, beside one that writes: its slot must not keep the neighbour's WAL. */
class IdleDatabaseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String KAFKA = TestParts.kafka().bootstrapServers();
    private static final int MEGABYTE = 1 << 20;
    /** As much as a neighbour with 80 kB/s writes in an hour. */
    private static final int NEIGHBOURS_MEGABYTES = 288;
    private static final int KEPT_MEGABYTES = 48;

    @Test
    void anHourOfANeighboursWalIsNotKept() throws SQLException {
        var neighbour = TestParts.postgres().freshDatabase("dispatch");
        var rideId = UUID.randomUUID().toString();
        try (var idle = TestService.start(TestParts.postgres().freshDatabase("booking"), KAFKA);
                var rides = new TopicReader(KAFKA, EventStreams.RIDES.topic())) {
            await().atMost(PATIENCE).until(() -> idle.bean(OutboxRelay.class).state() == RelayState.STREAMING);
            long before = end(idle);

            for (int megabytes = 0; megabytes < NEIGHBOURS_MEGABYTES; megabytes += 8) {
                Slots.execute(neighbour,
                        "select pg_logical_emit_message(false, 'noise', repeat('x', %d))".formatted(8 * MEGABYTE));
            }

            assertThat(end(idle) - before).isGreaterThanOrEqualTo((long) NEIGHBOURS_MEGABYTES * MEGABYTE);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(idle.number("""
                    select pg_current_wal_lsn() - restart_lsn from pg_replication_slots
                     where slot_name = current_database() || '_outbox'"""))
                    .isLessThan((long) KEPT_MEGABYTES * MEGABYTE));
            idle.record(ride(rideId, 1));
            await().atMost(PATIENCE).until(() -> rides.versionsOf(rideId).size() == 1);
            assertThat(idle.count("ridewire.relay.engine.restarts")).isZero();
        }
    }

    private static long end(TestService service) {
        return service.number("select pg_current_wal_insert_lsn() - '0/0'");
    }
}
