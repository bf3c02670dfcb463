package dev.ridewire.service.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.service.database.DatabaseAutoConfiguration;
import dev.ridewire.testing.parts.TestParts;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;

class MigrationJobTest {
    private static final String SCRIPTS = "spring.flyway.locations=classpath:db/giving-way";
    private static final String OWNER_PASSWORD = "ridewire.database.owner-password";

    private final ServiceDatabase database = TestParts.postgres().freshDatabase("booking");

    @Test
    void theJobMigratesAndEndsEvenIfTheServiceIsToldNotTo() throws SQLException {
        assertThat(runJob("--ridewire.database.migrate=separately")).isZero();

        assertThat(applied()).isEqualTo(3);
    }

    @Test
    void aMigratedServiceStartsWithoutTheOwnersPassword() {
        assertThat(runJob()).isZero();

        startSeparately(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void aServiceRefusesToStartOnASchemaThatLacksAMigration() {
        assertThat(runJob("--spring.flyway.target=1")).isZero();

        startSeparately(context -> assertThat(context).getFailure().rootCause()
                .hasMessageStartingWith("the schema does not hold this release's migrations in flyway_schema_history: "
                        + "run its migration job first.")
                .hasMessageContainingAll("2 name: ", "3 things by name: "));
    }

    @Test
    void aServiceRefusesToStartOnASchemaWhereAMigrationFailed() throws SQLException {
        assertThat(runJob()).isZero();
        asOwner("update flyway_schema_history set success = false where version = '2'");

        startSeparately(context -> assertThat(context).getFailure().rootCause()
                .hasMessageContaining("run its migration job first. [2 name: "));
    }

    @Test
    void aServiceStartsOnTheSchemaOfTheNextRelease() throws SQLException {
        assertThat(runJob()).isZero();
        asOwner("""
                insert into flyway_schema_history (installed_rank, version, description, type, script, checksum,
                    installed_by, execution_time, success)
                values (9, '4', 'of the next release', 'SQL', 'V4__of_the_next_release.sql', 1, 'test', 1, true)""");

        startSeparately(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void aJobWithoutTheOwnersPasswordFailsAndSaysSo() {
        assertThat(MigrationJob.run(arguments(false).toArray(String[]::new))).isEqualTo(1);
    }

    private int runJob(String... more) {
        var arguments = arguments(true);
        arguments.addAll(Arrays.asList(more));
        return MigrationJob.run(arguments.toArray(String[]::new));
    }

    private List<String> arguments(boolean asOwner) {
        var arguments = new ArrayList<>(List.of("--" + SCRIPTS));
        database.properties().forEach((name, value) -> {
            if (asOwner || !name.equals(OWNER_PASSWORD)) {
                arguments.add("--" + name + "=" + value);
            }
        });
        return arguments;
    }

    private void startSeparately(ContextConsumer<AssertableApplicationContext> check) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(DatabaseAutoConfiguration.class,
                        MigrationAutoConfiguration.class, FlywayAutoConfiguration.class))
                .withPropertyValues(database.properties().entrySet().stream()
                        .filter(property -> !property.getKey().equals(OWNER_PASSWORD))
                        .map(property -> property.getKey() + "=" + property.getValue()).toArray(String[]::new))
                .withPropertyValues(SCRIPTS, "ridewire.database.migrate=separately")
                .run(check);
    }

    private void asOwner(String sql) throws SQLException {
        try (var owner = DriverManager.getConnection(
                database.jdbcUrl(), database.ownerUser(), database.ownerPassword());
                var statement = owner.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isOne();
        }
    }

    private int applied() throws SQLException {
        try (var owner = DriverManager.getConnection(
                database.jdbcUrl(), database.ownerUser(), database.ownerPassword());
                var statement = owner.createStatement();
                var row = statement.executeQuery(
                        "select count(*) from flyway_schema_history where success and version <> '0'")) {
            row.next();
            return row.getInt(1);
        }
    }
}
