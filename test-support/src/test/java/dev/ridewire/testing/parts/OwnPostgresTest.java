package dev.ridewire.testing.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridewire.parts.ServiceDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnPostgresTest {
    @Test
    void itsParametersAreTheTestsOwnAndTheRestIsAsEverywhere() throws SQLException {
        try (OwnPostgres postgres = TestParts.postgres(Map.of("max_slot_wal_keep_size", "16MB"));
                Connection superuser = postgres.asSuperuser("postgres")) {
            assertThat(Sql.ask(superuser, "show max_slot_wal_keep_size")).isEqualTo("16MB");
            assertThat(Sql.ask(superuser, "show wal_level")).isEqualTo("logical");
        }
    }

    @Test
    void aSlotThatKeepsMoreThanItMayIsLostAtTheNextCheckpoint() throws SQLException {
        try (OwnPostgres postgres = TestParts.postgres(Map.of("max_slot_wal_keep_size", "16MB"))) {
            ServiceDatabase database = postgres.freshDatabase("booking");
            try (Connection owner = Sql.asOwner(database);
                    Connection superuser = postgres.asSuperuser(database.name())) {
                Sql.execute(owner, "select pg_create_logical_replication_slot('" + database.slot() + "', 'pgoutput')");
                // A segment of 16 MB each, however little is in it.
                for (int segment = 0; segment < 4; segment++) {
                    Sql.execute(superuser, "select pg_logical_emit_message(true, 'test', 'fills'), pg_switch_wal()");
                }
                Sql.execute(superuser, "checkpoint");
                assertThat(Sql.ask(superuser, "select wal_status from pg_replication_slots")).isEqualTo("lost");
            }
        }
    }

    @Test
    void itIsGoneWhenItIsClosed() {
        OwnPostgres postgres = TestParts.postgres(Map.of());
        postgres.close();
        assertThatThrownBy(() -> postgres.asSuperuser("postgres")).isInstanceOf(SQLException.class);
    }
}
