package dev.ridewire.testing.parts;

import dev.ridewire.parts.Folders;
import dev.ridewire.parts.LocalPostgres;
import dev.ridewire.parts.PartFailedException;
import dev.ridewire.parts.Ports;
import dev.ridewire.parts.ServiceDatabase;
import dev.ridewire.parts.Superuser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL and a standby that follows it, asynchronously, by streaming replication. Services know one address, the
 * primary's; a promoted standby takes it over, as a failover moves a virtual address. They are child processes even
 * when the other parts are containers, because the standby begins as a copy of files.
 */
public final class PostgresPair implements AutoCloseable {
    private static final String STANDBY_SLOT = "standby";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TemporaryFolder folder;
    private final LocalPostgres.Settings primarySettings;
    private final LocalPostgres.Settings standbySettings;
    private final Databases databases;
    private @Nullable LocalPostgres primary;
    private @Nullable LocalPostgres standby;

    /** The fate of the primary's logical slots with {@code failover} when the standby is promoted. */
    public enum Slots {
        /**
         * The standby copies the slots, and the primary sends subscribers only what the standby has already. So
         * subscribers have seen nothing that a promotion loses.
         */
        SYNCHRONIZED,
        /** The standby does not have the slots. */
        LOST
    }

    private PostgresPair(Slots slots) {
        folder = TemporaryFolder.untilExit(this::stop);
        primarySettings = settings("primary", slots == Slots.SYNCHRONIZED
                ? Map.of("synchronized_standby_slots", STANDBY_SLOT)
                : Map.of());
        standbySettings = settings("standby", Map.of());
        databases = new Databases(primarySettings.port());
    }

    private LocalPostgres.Settings settings(String name, Map<String, String> parameters) {
        return new LocalPostgres.Settings(
                ChildPostgres.CACHE, folder.path().resolve(name), folder.path().resolve(name + ".log"), Ports.free(),
                Databases.PASSWORD, parameters);
    }

    static PostgresPair start(Slots slots) {
        var pair = new PostgresPair(slots);
        try {
            pair.startBoth(slots);
        } catch (IOException | SQLException e) {
            pair.close();
            throw new PartFailedException("no PostgreSQL with a standby: " + e, e);
        } catch (RuntimeException e) {
            pair.close();
            throw e;
        }
        return pair;
    }

    /** Creates a database as {@link Postgres#freshDatabase} does; the standby gets it too. */
    public ServiceDatabase freshDatabase(String service) {
        return databases.fresh(service);
    }

    /** Connects, as {@link Postgres#asSuperuser} does, to the server that has the address now. */
    public Connection asSuperuser(String database) throws SQLException {
        return databases.asSuperuser(database);
    }

    /**
     * Waits until the standby has a copy of a logical slot that will survive its promotion. This needs a subscriber
     * that advances the slot, because the standby has no WAL from before its own start.
     */
    public void awaitSynchronized(String slot) {
        Condition.await("the standby has slot " + slot, PATIENCE, () -> isSynchronized(slot));
    }

    boolean isSynchronized(String slot) throws SQLException {
        try (Connection onPrimary = asSuperuser(Superuser.NAME); var statement = onPrimary.createStatement()) {
            // This writes a record to which a slot can advance. The primary itself writes one only every 15 s.
            statement.execute("select pg_log_standby_snapshot()");
        }
        try (Connection onStandby = running(standby).connect(Superuser.NAME);
                var query = onStandby.prepareStatement("""
                        select synced and not temporary and invalidation_reason is null
                          from pg_replication_slots where slot_name = ?""")) {
            query.setString(1, slot);
            try (var row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Waits until the standby has every commit of the primary. */
    public void awaitCaughtUp() throws SQLException {
        try (Connection connection = asSuperuser(Superuser.NAME); var statement = connection.createStatement()) {
            String now;
            try (var row = statement.executeQuery("select pg_current_wal_flush_lsn()")) {
                row.next();
                now = row.getString(1);
            }
            Condition.await("the standby is at " + now, PATIENCE, () -> {
                try (var row = statement.executeQuery(
                        "select exists (select from pg_stat_replication where replay_lsn >= '" + now + "')")) {
                    return row.next() && row.getBoolean(1);
                }
            });
        }
    }

    /** Cuts the standby off for good: the primary continues without it, and does not know. */
    public void partition() throws SQLException {
        try (Connection connection = running(standby).connect(Superuser.NAME);
                var statement = connection.createStatement()) {
            statement.execute("alter system set primary_conninfo = '" + connectionTo(Ports.free()) + "'");
            statement.execute("select pg_reload_conf()");
        }
        Condition.await("the standby hears nothing any more", PATIENCE, () -> {
            try (Connection connection = asSuperuser(Superuser.NAME);
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("select not exists (select from pg_replication_slots"
                            + " where slot_name = '" + STANDBY_SLOT + "' and active)")) {
                return row.next() && row.getBoolean(1);
            }
        });
    }

    /** Ends the primary as a crash would. */
    public synchronized void killPrimary() {
        if (primary != null) {
            primary.process().kill();
            primary = null;
            Condition.await("the primary's port is free", PATIENCE, () -> Ports.isFree(primarySettings.port()));
        }
    }

    /**
     * Promotes the standby, and then gives it the address. If the old primary still has the address, it is killed
     * first.
     */
    public synchronized void promote() throws SQLException {
        LocalPostgres promoted = running(standby);
        try (Connection connection = promoted.connect(Superuser.NAME); var statement = connection.createStatement()) {
            statement.execute("select pg_promote(true, " + PATIENCE.toSeconds() + ")");
        }
        killPrimary();
        promoted.stop();
        standby = null;
        primary = LocalPostgres.start(new LocalPostgres.Settings(
                standbySettings.cache(), standbySettings.data(), standbySettings.log(), primarySettings.port(),
                standbySettings.adminPassword()));
    }

    /** Stops both and forgets their data. */
    @Override
    public void close() {
        stop();
        folder.delete();
    }

    private synchronized void startBoth(Slots slots) throws IOException, SQLException {
        LocalPostgres.start(primarySettings).stop();
        append(primarySettings.data().resolve("pg_hba.conf"),
                "host replication " + Superuser.NAME + " " + Ports.HOST + "/32 scram-sha-256");
        Folders.copy(primarySettings.data(), standbySettings.data());
        Files.createFile(standbySettings.data().resolve("standby.signal"));
        standbyParameters(slots).forEach((name, value) -> append(
                standbySettings.data().resolve("postgresql.auto.conf"), name + " = '" + value + "'"));

        primary = LocalPostgres.start(primarySettings);
        try (Connection connection = asSuperuser(Superuser.NAME); var statement = connection.createStatement()) {
            statement.execute("select pg_create_physical_replication_slot('" + STANDBY_SLOT + "', true)");
        }
        standby = LocalPostgres.start(standbySettings);
    }

    /** The settings are in a file, where {@code alter system} can change them. */
    private Map<String, String> standbyParameters(Slots slots) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("primary_conninfo", connectionTo(primarySettings.port()));
        parameters.put("primary_slot_name", STANDBY_SLOT);
        parameters.put("hot_standby_feedback", "on");
        parameters.put("sync_replication_slots", slots == Slots.SYNCHRONIZED ? "on" : "off");
        parameters.put("wal_receiver_status_interval", "1s");
        parameters.put("wal_retrieve_retry_interval", "500ms");
        return parameters;
    }

    /** The connection names a database, which only the synchronization of slots needs. */
    private static String connectionTo(int port) {
        return "host=%s port=%d user=%s password=%s dbname=%s".formatted(
                Ports.HOST, port, Superuser.NAME, Databases.PASSWORD, Superuser.NAME);
    }

    private static void append(Path file, String line) {
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new PartFailedException(file + " can't be written: " + e.getMessage(), e);
        }
    }

    private synchronized void stop() {
        if (standby != null) {
            standby.stop();
            standby = null;
        }
        if (primary != null) {
            primary.stop();
            primary = null;
        }
    }

    private static LocalPostgres running(@Nullable LocalPostgres postgres) {
        if (postgres == null) {
            throw new IllegalStateException("this PostgreSQL is not running");
        }
        return postgres;
    }
}
