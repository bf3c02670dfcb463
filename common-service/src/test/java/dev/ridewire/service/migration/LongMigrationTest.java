package dev.ridewire.service.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.testing.parts.TestParts;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

class LongMigrationTest {
    @Test
    void aTransactionTimeoutOfTheOwnerDoesNotBreakAMigrationOff() throws Exception {
        var database = TestParts.postgres().freshDatabase("booking");
        try (var owner = DriverManager.getConnection(
                database.jdbcUrl(), database.ownerUser(), database.ownerPassword());
                var statement = owner.createStatement()) {
            statement.execute("alter role current_user in database \"%s\" set transaction_timeout = '500ms'"
                    .formatted(database.name()));
        }

        MigratingService.start(database, "spring.flyway.locations=classpath:db/long");

        try (var witness = DriverManager.getConnection(
                database.jdbcUrl(), database.ownerUser(), database.ownerPassword());
                var statement = witness.createStatement();
                var row = statement.executeQuery("select count(*) from flyway_schema_history where success")) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(1);
        }
    }
}
