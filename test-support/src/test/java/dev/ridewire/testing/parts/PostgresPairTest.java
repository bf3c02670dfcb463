package dev.ridewire.testing.parts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.parts.ServiceDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PostgresPairTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void aPromotedStandbyHasTheAddressTheDataAndTheSlot() throws SQLException {
        try (PostgresPair pair = TestParts.postgresPair(PostgresPair.Slots.SYNCHRONIZED)) {
            ServiceDatabase database = pair.freshDatabase("booking");
            try (Connection owner = Sql.asOwner(database)) {
                Sql.execute(owner, "create table ride as select 1 as id");
                Sql.execute(owner, "select pg_create_logical_replication_slot('%s', 'pgoutput', false, false, true)"
                        .formatted(database.slot()));
                Sql.execute(owner, "insert into ride values (2)");
                Condition.await("the standby has the slot", PATIENCE, () -> {
                    // As a subscriber's confirmations would.
                    Sql.execute(owner, "select pg_replication_slot_advance('%s', pg_current_wal_flush_lsn())"
                            .formatted(database.slot()));
                    return pair.isSynchronized(database.slot());
                });
            }
            pair.awaitCaughtUp();

            pair.killPrimary();
            pair.promote();

            try (Connection owner = Sql.asOwner(database)) {
                Sql.execute(owner, "insert into ride values (3)");
                assertThat(Sql.ask(owner, "select count(*) from ride")).isEqualTo("3");
                assertThat(Sql.ask(owner, "select slot_name from pg_replication_slots")).isEqualTo(database.slot());
            }
        }
    }

    @Test
    void whatIsWrittenDuringAPartitionIsLostAndSoIsASlotThatIsNotSynchronized() throws SQLException {
        try (PostgresPair pair = TestParts.postgresPair(PostgresPair.Slots.LOST)) {
            ServiceDatabase database = pair.freshDatabase("booking");
            try (Connection owner = Sql.asOwner(database)) {
                Sql.execute(owner, "create table ride as select 1 as id");
                Sql.execute(owner, "select pg_create_logical_replication_slot('%s', 'pgoutput', false, false, true)"
                        .formatted(database.slot()));
                pair.awaitCaughtUp();

                pair.partition();
                Sql.execute(owner, "insert into ride values (2)");
            }
            pair.promote();

            try (Connection owner = Sql.asOwner(database)) {
                assertThat(Sql.ask(owner, "select count(*) from ride")).isEqualTo("1");
                assertThat(Sql.ask(owner, "select count(*) from pg_replication_slots")).isEqualTo("0");
            }
        }
    }
}
