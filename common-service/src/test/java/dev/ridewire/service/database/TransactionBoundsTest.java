package dev.ridewire.service.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.testing.parts.TestParts;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

class TransactionBoundsTest {
    @Test
    void aPooledConnectionHasTheServicesBoundAndNotItsRoles() throws Exception {
        var database = TestParts.postgres().freshDatabase("booking");
        try (var role = DriverManager.getConnection(database.jdbcUrl(), database.appUser(), database.appPassword());
                var statement = role.createStatement()) {
            statement.execute("alter role current_user in database \"%s\" set transaction_timeout = '1s'"
                    .formatted(database.name()));
        }
        var pool = BoundedPool.of(TestDatabases.settingsOf(database, Map.of(
                "ridewire.database.timeouts.transaction", "12s")));
        try {
            assertThat(DatabaseClient.create(pool).sql("show transaction_timeout").mapValue(String.class).one()
                    .block(Duration.ofSeconds(20))).isEqualTo("12s");
        } finally {
            pool.dispose();
        }
    }
}
