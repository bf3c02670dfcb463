package dev.ridewire.service.migration;

import dev.ridewire.service.database.DatabaseAutoConfiguration;
import dev.ridewire.service.database.DatabaseProperties;
import dev.ridewire.service.database.DatabaseProperties.Migrate;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;

/**
 * Migrates as the schema's owner: first the tables of libraries, then the service's own. A service that is migrated
 * separately checks both as the application.
 */
@AutoConfiguration(before = FlywayAutoConfiguration.class, after = DatabaseAutoConfiguration.class)
@ConditionalOnProperty("ridewire.database.name")
public class MigrationAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(FlywayConnectionDetails.class)
    MigrationConnection migrationConnection(DatabaseProperties database) {
        return new MigrationConnection(database);
    }

    @Bean
    FlywayConfigurationCustomizer patientMigrations(DatabaseProperties database) {
        return configuration -> Migrations.patient(configuration, database);
    }

    @Bean
    @ConditionalOnMissingBean
    FlywayMigrationStrategy librariesFirst(DatabaseProperties database, ObjectProvider<LibraryMigrations> libraries) {
        Consumer<Flyway> step = switch (database.migrate()) {
            case AT_START -> Migrations::apply;
            case SEPARATELY -> Migrations::requireApplied;
        };
        return flyway -> {
            libraries.orderedStream().forEach(library -> step.accept(flywayOf(library, database)));
            step.accept(flyway);
        };
    }

    private static Flyway flywayOf(LibraryMigrations library, DatabaseProperties database) {
        var connection = new MigrationConnection(database);
        var configuration = Flyway.configure()
                .dataSource(connection.getJdbcUrl(), connection.getUsername(), connection.getPassword())
                .locations(library.location())
                .table(library.historyTable())
                .placeholders(library.placeholders());
        return Migrations.patient(configuration, database).load();
    }

    /** The connection of Flyway. It is also a JDBC connection, without which Spring Boot creates no Flyway. */
    record MigrationConnection(DatabaseProperties database) implements FlywayConnectionDetails, JdbcConnectionDetails {
        @Override
        public String getJdbcUrl() {
            return Migrations.url(database);
        }

        @Override
        public String getUsername() {
            return migrates() ? database.owner() : database.app();
        }

        @Override
        public String getPassword() {
            return migrates() ? database.requiredOwnerPassword() : database.appPassword();
        }

        @Override
        public String getDriverClassName() {
            return "org.postgresql.Driver";
        }

        private boolean migrates() {
            return database.migrate() == Migrate.AT_START;
        }
    }
}
