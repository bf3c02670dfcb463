package dev.ridewire.messaging.config;

import dev.ridewire.messaging.database.DatabaseProperties;
import java.util.Map;
import org.flywaydb.core.Flyway;
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
    @Bean
    @ConditionalOnMissingBean(FlywayConnectionDetails.class)
    OwnerConnection ownerConnection(DatabaseProperties database) {
        return new OwnerConnection(database);
    }

    @Bean
    FlywayConfigurationCustomizer patientMigrations(DatabaseProperties database) {
        return configuration -> Migrations.patient(configuration, database);
    }

    @Bean
    @ConditionalOnMissingBean
    FlywayMigrationStrategy plumbingFirst(
            DatabaseProperties database, MessagingProperties messaging) {
        return flyway -> {
            Migrations.apply(plumbing(database, messaging));
            Migrations.apply(flyway);
        };
    }

    private static Flyway plumbing(DatabaseProperties database, MessagingProperties messaging) {
        var configuration = Flyway.configure()
                .dataSource(Migrations.url(database), database.owner(), database.ownerPassword())
                .locations("classpath:db/messaging")
                .table("messaging_schema_history")
                .placeholders(Map.of(
                        "publication", messaging.relay().publicationOf(database), "app", database.app(), "slot",
                        messaging.relay().slotOf(database)));
        return Migrations.patient(configuration, database).load();
    }

    /** How Flyway connects; also a JDBC connection, for without one Spring Boot makes no Flyway. */
    record OwnerConnection(DatabaseProperties database) implements FlywayConnectionDetails, JdbcConnectionDetails {
        @Override
        public String getJdbcUrl() {
            return Migrations.url(database);
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
