package dev.ridewire.tracking.adapter.persistence;

import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.testing.parts.TestParts;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import org.flywaydb.core.Flyway;
import org.springframework.r2dbc.core.DatabaseClient;

/** A database with tracking's own tables, without those of messaging, as the service's role sees it. */
public final class MigratedDatabase {
    private MigratedDatabase() {}

    public static DatabaseClient client() {
        return clientOf(create());
    }

    public static ServiceDatabase create() {
        ServiceDatabase database = TestParts.postgres().freshDatabase("tracking");
        Flyway.configure().dataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()).load()
                .migrate();
        return database;
    }

    public static DatabaseClient clientOf(ServiceDatabase database) {
        return DatabaseClient.create(new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                .host(database.host()).port(database.port()).database(database.name())
                .username(database.appUser()).password(database.appPassword()).build()));
    }
}
