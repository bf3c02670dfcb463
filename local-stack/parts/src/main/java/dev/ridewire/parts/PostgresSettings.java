package dev.ridewire.parts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** PostgreSQL's settings; the containers of {@code docker-compose.yml} have the same. */
public final class PostgresSettings {
    /** Settings of every deployment. */
    public static final Map<String, String> EVERYWHERE = everywhere();
    /** Returns the settings of a child process, which listens on the loopback only. */
    static final Map<String, String> LOCAL = local();

    private PostgresSettings() {}

    private static Map<String, String> local() {
        var settings = new LinkedHashMap<>(EVERYWHERE);
        settings.put("listen_addresses", Ports.HOST);
        settings.put("unix_socket_directories", "");
        return Collections.unmodifiableMap(settings);
    }

    private static Map<String, String> everywhere() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("wal_level", "logical");
        // With synchronous_commit off, the WAL would reach the relay up to 200 ms late, and so would every event.
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("full_page_writes", "on");
        // Each database has a slot, and the tests of one JVM create dozens of databases.
        settings.put("max_replication_slots", "100");
        settings.put("max_wal_senders", "100");
        // A relay that stays away must not fill the disk. The relay republishes lost events from the outbox.
        settings.put("max_slot_wal_keep_size", "1GB");
        settings.put("max_connections", "300");
        settings.put("shared_buffers", "64MB");
        settings.put("log_timezone", "UTC");
        settings.put("timezone", "UTC");
        return Collections.unmodifiableMap(settings);
    }
}
