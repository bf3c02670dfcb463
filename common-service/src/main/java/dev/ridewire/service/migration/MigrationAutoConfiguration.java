package dev.ridewire.service.migration;

import dev.ridewire.service.database.DatabaseAutoConfiguration;
import dev.ridewire.service.database.DatabaseProperties;
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

/** Migrates as the schema's owner: first the tables of libraries, then the service's own. */
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
    FlywayMigrationStrategy librariesFirst(DatabaseProperties database, ObjectProvider<LibraryMigrations> libraries) {
        return flyway -> {
            libraries.orderedStream().forEach(library -> Migrations.apply(flywayOf(library, database)));
            Migrations.apply(flyway);
        };
    }

    private static Flyway flywayOf(LibraryMigrations library, DatabaseProperties database) {
        var configuration = Flyway.configure()
                .dataSource(Migrations.url(database), database.owner(), database.ownerPassword())
                .locations(library.location())
                .table(library.historyTable())
                .placeholders(library.placeholders());
        return Migrations.patient(configuration, database).load();
    }

    /** The connection of Flyway. It is also a JDBC connection, without which Spring Boot creates no Flyway. */
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
