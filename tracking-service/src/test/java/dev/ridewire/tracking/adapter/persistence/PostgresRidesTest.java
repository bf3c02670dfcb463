package dev.ridewire.tracking.adapter.persistence;

import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.parts.testing.TestParts;
import dev.ridewire.tracking.application.Rides;
import dev.ridewire.tracking.application.RidesContract;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import org.flywaydb.core.Flyway;
import org.springframework.r2dbc.core.DatabaseClient;

class PostgresRidesTest extends RidesContract {
    private static final ServiceDatabase DATABASE = TestParts.postgres().freshDatabase("tracking");
    private static final Rides RIDES = new PostgresRides(migrated());

    @Override
    protected Rides rides() {
        return RIDES;
    }

    private static DatabaseClient migrated() {
        Flyway.configure().dataSource(DATABASE.jdbcUrl(), DATABASE.ownerUser(), DATABASE.ownerPassword()).load()
                .migrate();
        return DatabaseClient.create(new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                .host(DATABASE.host()).port(DATABASE.port()).database(DATABASE.name())
                .username(DATABASE.appUser()).password(DATABASE.appPassword()).build()));
    }
}
