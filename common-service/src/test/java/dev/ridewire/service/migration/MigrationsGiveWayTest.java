package dev.ridewire.service.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.testing.parts.TestParts;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A migration that can't have its lock lets the others through, and comes again. */
class MigrationsGiveWayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String WAITING = """
            select count(*) from pg_stat_activity
             where datname = current_database() and usename = 'booking_owner' and wait_event_type = 'Lock'""";
    private static final String APPLIED = "select count(*) filter (where success) - count(*) filter (where not success) from flyway_schema_history";

    @ParameterizedTest(name = "{1}")
    @CsvSource({"2, in a transaction", "3, outside a transaction a broken-off build is repeated"})
    void aMigrationThatWaitsLetsOthersThroughAndComesAgain(int version, String name) throws Exception {
        ServiceDatabase database = TestParts.postgres().freshDatabase("booking");
        migrate(database, version - 1);
        CompletableFuture<Void> migrated;
        try (var holder = connection(database); var witness = connection(database)) {
            holder.setAutoCommit(false);
            execute(holder, "insert into thing (id) values (1)");

            migrated = CompletableFuture.runAsync(() -> migrate(database, version));

            await().atMost(PATIENCE).until(() -> number(witness, WAITING) > 0);
            await().atMost(PATIENCE).until(() -> number(witness, WAITING) == 0);
            assertThat(migrated).as("the migration").isNotDone();
            holder.commit();
        }
        migrated.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        try (var witness = connection(database)) {
            assertThat(number(witness, "select count(*) from thing")).isEqualTo(1);
            assertThat(number(witness, APPLIED)).as("migrations").isEqualTo(version);
        }
    }

    private static void migrate(ServiceDatabase database, int version) {
        MigratingService.start(database, "spring.flyway.locations=classpath:db/giving-way",
                "spring.flyway.target=" + version);
    }

    private static Connection connection(ServiceDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.ownerUser(), database.ownerPassword());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement(); var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
