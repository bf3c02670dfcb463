package dev.ridewire.parts.testing;

import dev.ridewire.parts.LocalPostgres;
import dev.ridewire.parts.Ports;
import dev.ridewire.parts.ServiceDatabase;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** PostgreSQL as a child of the tests' JVM. */
final class ChildPostgres implements Postgres {
    private static final String PASSWORD = "test";

    private final LocalPostgres.Settings settings;
    private final AtomicInteger databases = new AtomicInteger();
    private @Nullable LocalPostgres running;

    ChildPostgres(Path folder) {
        settings = new LocalPostgres.Settings(
                // Shared by all test runs of this user: unpacking takes a second or two.
                Path.of(System.getProperty("java.io.tmpdir"), "ridewire-cache-" + System.getProperty("user.name")),
                folder.resolve("data"), folder.resolve("postgres.log"), Ports.free(), PASSWORD);
        TestParts.atExit(this::stop, folder);
    }

    @Override
    public ServiceDatabase freshDatabase(String service) {
        var database = new ServiceDatabase(
                Ports.HOST, settings.port(), service + "_" + databases.incrementAndGet(), service, PASSWORD, PASSWORD);
        running().provision(database);
        return database;
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

    private synchronized LocalPostgres running() {
        if (running == null) {
            throw new IllegalStateException("this PostgreSQL is stopped");
        }
        return running;
    }
}
