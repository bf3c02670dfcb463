package dev.ridewire.testing.parts;

import dev.ridewire.parts.Ports;
import dev.ridewire.parts.PostgresSettings;
import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.parts.Superuser;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** PostgreSQL in a container, with the same settings as the child process. */
final class ContainerPostgres implements OwnPostgres {
    private static final long SHARED_MEMORY = 256L * 1024 * 1024;
    /** The services' roles may use replication for the outbox's slot, but they may not copy the whole cluster. */
    private static final String REFUSE_PHYSICAL_REPLICATION = """
            #!/bin/sh
            sed -i -E '/^(local|host)[[:space:]]+replication[[:space:]]/d' "$PGDATA/pg_hba.conf"
            """;

    private final Databases databases;
    private final ContainerPart part;

    ContainerPostgres(Map<String, String> parameters) {
        int port = Ports.free();
        databases = new Databases(port);
        var container = new PostgreSQLContainer(ContainerImages.of("postgres"))
                .withUsername(Superuser.NAME)
                .withPassword(Databases.PASSWORD)
                .withDatabaseName(Superuser.NAME)
                .withCommand(command(parameters))
                .withSharedMemorySize(SHARED_MEMORY)
                .withCopyToContainer(
                        Transferable.of(REFUSE_PHYSICAL_REPLICATION, 0755),
                        "/docker-entrypoint-initdb.d/refuse-physical-replication.sh");
        part = new ContainerPart("postgres", container, PostgreSQLContainer.POSTGRESQL_PORT, port, databases::areOpen);
    }

    private static String[] command(Map<String, String> parameters) {
        var all = new LinkedHashMap<>(PostgresSettings.EVERYWHERE);
        all.putAll(parameters);
        List<String> command = new ArrayList<>(List.of("postgres"));
        all.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command.toArray(String[]::new);
    }

    @Override
    public ServiceDatabase freshDatabase(String service) {
        return databases.fresh(service);
    }

    @Override
    public Connection asSuperuser(String database) throws SQLException {
        return databases.asSuperuser(database);
    }

    @Override
    public void start() {
        part.start();
    }

    @Override
    public void stop() {
        part.stop();
    }

    @Override
    public void close() {
        part.remove();
    }
}
