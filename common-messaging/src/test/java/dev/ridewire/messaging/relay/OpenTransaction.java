package dev.ridewire.messaging.relay;

import static dev.ridewire.messaging.TestService.ride;

import dev.ridewire.messaging.outbox.OutboxSql;
import dev.ridewire.parts.ServiceDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Has recorded an event and not committed yet. */
final class OpenTransaction implements AutoCloseable {
    private final Connection connection;
    private final String rideId;
    private final long id;

    private OpenTransaction(Connection connection, String rideId) throws SQLException {
        this.connection = connection;
        this.rideId = rideId;
        connection.setAutoCommit(false);
        try (var patience = connection.createStatement()) {
            patience.execute("set idle_in_transaction_session_timeout = 0");
            try (var row = patience.executeQuery("select pg_current_xact_id()::text::bigint")) {
                row.next();
                id = row.getLong(1);
            }
        }
    }

    /** One that has only begun: its time is taken. */
    static OpenTransaction begin(ServiceDatabase database, String rideId) throws SQLException {
        return new OpenTransaction(Slots.connect(database), rideId);
    }

    static OpenTransaction recording(ServiceDatabase database, String rideId, long version) throws SQLException {
        var transaction = begin(database, rideId);
        transaction.record(version);
        return transaction;
    }

    void record(long version) throws SQLException {
        var json = new String(OutboxSql.json(List.of(ride(rideId, version))).asArray());
        try (var insert = connection.prepareStatement("insert into outbox (%s) select %s"
                .formatted(OutboxSql.COLUMNS, OutboxSql.ROWS.replace(":outbox", "?")))) {
            insert.setString(1, json);
            insert.executeUpdate();
        }
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    String rideId() {
        return rideId;
    }

    long id() {
        return id;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
