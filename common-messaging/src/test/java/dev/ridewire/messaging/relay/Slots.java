package dev.ridewire.messaging.relay;

import dev.ridewire.parts.ServiceDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The things that people and accidents do to a slot. */
final class Slots {
    private Slots() {}

    static void drop(ServiceDatabase database) throws SQLException {
        execute(database, "select pg_drop_replication_slot('%s')".formatted(database.slot()));
    }

    static void create(ServiceDatabase database) throws SQLException {
        execute(database, "select pg_create_logical_replication_slot('%s', 'pgoutput')".formatted(database.slot()));
    }

    static void moveToTheEnd(ServiceDatabase database) throws SQLException {
        execute(database, "select pg_replication_slot_advance('%s', pg_current_wal_lsn())".formatted(database.slot()));
    }

    /** As the owner of the schema. */
    static void executeAsOwner(ServiceDatabase database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(
                database.jdbcUrl(), database.ownerUser(), database.ownerPassword());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** As the application's role. */
    static void execute(ServiceDatabase database, String sql) throws SQLException {
        try (var connection = connect(database); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static Connection connect(ServiceDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.appUser(), database.appPassword());
    }
}
