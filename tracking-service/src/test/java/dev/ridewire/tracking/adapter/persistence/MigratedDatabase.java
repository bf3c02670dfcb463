package dev.ridewire.tracking.adapter.persistence;

import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.testing.parts.TestParts;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import org.flywaydb.core.Flyway;
import org.springframework.r2dbc.core.DatabaseClient;

/** A database with tracking's own tables, without those of messaging, as the service's role sees it. */
final class MigratedDatabase {
    private MigratedDatabase() {}

    static DatabaseClient client() {
        ServiceDatabase database = TestParts.postgres().freshDatabase("tracking");
        Flyway.configure().dataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()).load()
                .migrate();
        return DatabaseClient.create(new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                .host(database.host()).port(database.port()).database(database.name())
                .username(database.appUser()).password(database.appPassword()).build()));
    }
}
