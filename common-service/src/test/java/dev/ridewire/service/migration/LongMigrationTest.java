package dev.ridewire.service.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.service.database.DatabaseAutoConfiguration;
import dev.ridewire.testing.parts.TestParts;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

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
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(DatabaseAutoConfiguration.class,
                        MigrationAutoConfiguration.class, FlywayAutoConfiguration.class))
                .withPropertyValues(database.properties().entrySet().stream()
                        .map(property -> property.getKey() + "=" + property.getValue()).toArray(String[]::new))
                .withPropertyValues("spring.flyway.locations=classpath:db/long")
                .run(context -> assertThat(context).hasNotFailed());
    }
}
