package dev.ridewire.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.messaging.TestService;
import dev.ridewire.messaging.relay.slot.RelayDatabase;
import dev.ridewire.messaging.relay.slot.Slot;
import dev.ridewire.service.database.DatabaseProperties;
import dev.ridewire.testing.parts.TestParts;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SlotTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    /** Longer than the relay waits for any other lock. */
    private static final String WAITS = """
            select count(*) from pg_stat_activity
             where query like '%pg_create_logical_replication_slot%' and wait_event_type = 'Lock'
               and pid <> pg_backend_pid() and clock_timestamp() - query_start > interval '2500 ms'""";

    @Test
    void aSlotIsRecreatedThoughTransactionsAlwaysOverlap() throws Exception {
        var database = TestParts.postgres().freshDatabase("booking");
        try (var service = TestService.start(database, "127.0.0.1:1", none -> {},
                "ridewire.messaging.relay.enabled=false");
                var relay = RelayDatabase.connect(service.bean(DatabaseProperties.class), Duration.ofSeconds(10));
                var first = OpenTransaction.recording(database, UUID.randomUUID().toString(), 1)) {
            var slot = new Slot(relay, database.slot(), database.slot());
            var made = CompletableFuture.runAsync(() -> {
                try {
                    slot.recreate();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            await().atMost(PATIENCE).until(() -> service.number(WAITS) == 1);
            try (var second = OpenTransaction.recording(database, UUID.randomUUID().toString(), 1)) {
                first.commit();
                assertThat(made).isNotCompletedExceptionally();
                second.commit();
            }
            assertThat(made).succeedsWithin(PATIENCE);
            assertThat(slot.state().present()).isTrue();
        }
    }

    @Test
    void aPublicationAlteredInTheMiddleOfARepairIsNoticedAfterIt() throws Exception {
        var database = TestParts.postgres().freshDatabase("booking");
        try (var service = TestService.start(database, "127.0.0.1:1", none -> {},
                "ridewire.messaging.relay.enabled=false");
                var relay = RelayDatabase.connect(service.bean(DatabaseProperties.class), Duration.ofSeconds(10))) {
            var slot = new Slot(relay, database.slot(), database.slot());
            var found = slot.state();
            assertThat(found.fed()).isTrue();

            Slots.executeAsOwner(database,
                    "alter publication %s set table outbox where (version > 1)".formatted(database.slot()));
            slot.adopt(found.identity());

            assertThat(slot.state().altered()).isTrue();
            assertThat(slot.state().fed()).isFalse();
        }
    }
}
