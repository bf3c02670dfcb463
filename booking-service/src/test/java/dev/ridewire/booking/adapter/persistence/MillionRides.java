package dev.ridewire.booking.adapter.persistence;

import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.testing.parts.OwnPostgres;
import dev.ridewire.testing.parts.TestParts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** A server with booking's database, made quickly, in which the application's statements explain themselves. */
final class MillionRides implements AutoCloseable {
    /** A server that nobody has to trust is filled sooner. */
    private static final Map<String, String> HASTY = Map.of("fsync", "off", "full_page_writes", "off",
            "synchronous_commit", "off", "autovacuum", "off", "shared_buffers", "512MB", "max_wal_size", "8GB",
            "maintenance_work_mem", "128MB");
    private static final Map<String, String> EXPLAINING = Map.of("session_preload_libraries", "auto_explain",
            "auto_explain.log_min_duration", "0", "auto_explain.log_analyze", "on", "auto_explain.log_buffers", "on",
            "auto_explain.log_timing", "off", "auto_explain.log_format", "json", "auto_explain.log_level", "notice",
            "auto_explain.log_nested_statements", "on");

    private final OwnPostgres postgres = TestParts.postgres(HASTY);
    private final ServiceDatabase database = postgres.freshDatabase("booking");

    MillionRides() {
        try (var superuser = postgres.asSuperuser(database.name()); var statement = superuser.createStatement()) {
            for (Map.Entry<String, String> setting : EXPLAINING.entrySet()) {
                statement.execute("alter role %s in database %s set %s = '%s'".formatted(
                        database.appUser(), database.name(), setting.getKey(), setting.getValue()));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the statements would not be explained", e);
        }
    }

    ServiceDatabase database() {
        return database;
    }

    /** Once the tables are there. */
    void fill() throws SQLException {
        try (var superuser = postgres.asSuperuser(database.name()); var statement = superuser.createStatement()) {
            // The WAL of a million rides is for nobody.
            statement.execute("select pg_drop_replication_slot('%s')".formatted(database.slot()));
        }
        CompletableFuture<Void> messages = CompletableFuture.runAsync(() -> run("/volume/messages.sql"));
        run("/volume/rides.sql");
        messages.join();
        try (var owner = owner(); var statement = owner.createStatement()) {
            statement.execute("vacuum (analyze)");
        }
    }

    /** One value. */
    String ask(String sql) throws SQLException {
        try (var owner = owner(); var statement = owner.createStatement(); var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private void run(String script) {
        try (InputStream text = Objects.requireNonNull(MillionRides.class.getResourceAsStream(script), script);
                var owner = owner();
                var statement = owner.createStatement()) {
            statement.execute(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(script + " failed", e);
        }
    }

    private Connection owner() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.ownerUser(), database.ownerPassword());
    }

    @Override
    public void close() {
        postgres.close();
    }
}
