package dev.ridewire.messaging.config;

import dev.ridewire.messaging.database.DatabaseProperties;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;

/** Migrates as the owner: first the plumbing's tables, then the service's own. */
@AutoConfiguration(before = FlywayAutoConfiguration.class, after = DatabaseAutoConfiguration.class)
@ConditionalOnProperty("ridewire.database.name")
public class MigrationAutoConfiguration {
    /** A migration that waits for a lock makes all that come after it wait too. */
    private static final String LOCK_TIMEOUT = "set lock_timeout = '5s'";
    private static final int MAX_SECONDS_BETWEEN_CONNECTS = 2;

    @Bean
    @ConditionalOnMissingBean(FlywayConnectionDetails.class)
    OwnerConnection ownerConnection(DatabaseProperties database) {
        return new OwnerConnection(database);
    }

    @Bean
    FlywayConfigurationCustomizer patientMigrations(DatabaseProperties database) {
        return configuration -> patient(configuration, database);
    }

    @Bean
    @ConditionalOnMissingBean
    FlywayMigrationStrategy plumbingFirst(
            DatabaseProperties database, MessagingProperties messaging) {
        return flyway -> {
            plumbing(database, messaging).migrate();
            flyway.migrate();
        };
    }

    private static Flyway plumbing(DatabaseProperties database, MessagingProperties messaging) {
        var configuration = Flyway.configure()
                .dataSource(database.jdbcUrl(), database.owner(), database.ownerPassword())
                .locations("classpath:db/messaging")
                .table("messaging_schema_history")
                // The service's own history may stand in the schema already.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .placeholders(Map.of(
                        "publication", messaging.relay().publicationOf(database), "app", database.app(), "slot",
                        messaging.relay().slotOf(database)));
        return patient(configuration, database).load();
    }

    private static FluentConfiguration patient(FluentConfiguration configuration, DatabaseProperties database) {
        // Held in a transaction, Flyway's lock would make "create index concurrently" and slots wait for Flyway itself.
        configuration.getConfigurationExtension(PostgreSQLConfigurationExtension.class).setTransactionalLock(false);
        return configuration.initSql(LOCK_TIMEOUT)
                // The plumbing's tables are in the schema before the service's first migration.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .connectRetries(database.connectRetries())
                .connectRetriesInterval(MAX_SECONDS_BETWEEN_CONNECTS);
    }

    /** How Flyway connects; also a JDBC connection, for without one Spring Boot makes no Flyway. */
    record OwnerConnection(DatabaseProperties database) implements FlywayConnectionDetails, JdbcConnectionDetails {
        @Override
        public String getJdbcUrl() {
            return database.jdbcUrl();
        }

        @Override
        public String getUsername() {
            return database.owner();
        }

        @Override
        public String getPassword() {
            return database.ownerPassword();
        }

        @Override
        public String getDriverClassName() {
            return "org.postgresql.Driver";
        }
    }
}
