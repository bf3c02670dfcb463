package dev.ridewire.testing.parts;

import dev.ridewire.parts.LocalPostgres;
import dev.ridewire.parts.Ports;
import dev.ridewire.parts.ServiceDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** PostgreSQL as a child of the tests' JVM. */
final class ChildPostgres implements OwnPostgres {
    /** The cache is shared by all test runs of this user, because unpacking takes a second or two. */
    static final Path CACHE = Path.of(
            System.getProperty("java.io.tmpdir"), "ridewire-cache-" + System.getProperty("user.name"));

    private final LocalPostgres.Settings settings;
    private final Databases databases;
    private final TemporaryFolder folder;
    private @Nullable LocalPostgres running;

    ChildPostgres(Map<String, String> parameters) {
        folder = TemporaryFolder.untilExit(this::stop);
        settings = new LocalPostgres.Settings(
                CACHE, folder.path().resolve("data"), folder.path().resolve("postgres.log"), Ports.free(),
                Databases.PASSWORD, parameters);
        databases = new Databases(settings.port());
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
    public synchronized void start() {
        if (running == null) {
            running = LocalPostgres.start(settings);
        }
    }

    @Override
    public synchronized void stop() {
        if (running != null) {
            running.stop();
            running = null;
        }
    }

    @Override
    public void close() {
        stop();
        folder.delete();
    }
}
