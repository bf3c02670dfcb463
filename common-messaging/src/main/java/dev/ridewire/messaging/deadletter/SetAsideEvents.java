package dev.ridewire.messaging.deadletter;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/** The events of one service that Kafka refused, in its table {@code outbox_set_aside}. */
public final class SetAsideEvents implements AutoCloseable {
    private static final String COLUMNS = "id, topic, aggregate_id, type, version, occurred_at, payload, traceparent, reason, set_aside_at";

    private final Connection connection;

    private SetAsideEvents(Connection connection) {
        this.connection = connection;
    }

    /** @param user may be the application's role */
    public static SetAsideEvents connect(String jdbcUrl, String user, String password) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "30");
        properties.setProperty("options", "-c statement_timeout=10s -c lock_timeout=2s");
        return new SetAsideEvents(DriverManager.getConnection(jdbcUrl, properties));
    }

    /** Lists the oldest of them. */
    public List<SetAsideEvent> list(int most) throws SQLException {
        try (var query = connection.prepareStatement(
                "select %s from outbox_set_aside order by set_aside_at, id limit ?".formatted(COLUMNS))) {
            query.setInt(1, most);
            return read(query.executeQuery());
        }
    }

    public long count() throws SQLException {
        try (var query = connection.createStatement();
                var row = query.executeQuery("select count(*) from outbox_set_aside")) {
            row.next();
            return row.getLong(1);
        }
    }

    public Optional<SetAsideEvent> find(UUID id) throws SQLException {
        try (var query = connection
                .prepareStatement("select %s from outbox_set_aside where id = ?".formatted(COLUMNS))) {
            query.setObject(1, id);
            return read(query.executeQuery()).stream().findFirst();
        }
    }

    /**
     * Moves an event back into the outbox in one statement, so that the relay tries again.
     *
     * @return false if this table does not hold it
     */
    public boolean redrive(UUID id) throws SQLException {
        try (var move = connection.prepareStatement("""
                with taken as (
                    delete from outbox_set_aside where id = ? returning *
                )
                insert into outbox (id, topic, aggregate_id, type, source, version, occurred_at, payload,
                                    traceparent, tracestate)
                select id, topic, aggregate_id, type, source, version, occurred_at, payload, traceparent, tracestate
                  from taken""")) {
            move.setObject(1, id);
            return move.executeUpdate() > 0;
        }
    }

    /**
     * Deletes an event from this table. The row in the outbox stays until its partition is dropped.
     *
     * @return false if this table does not hold it
     */
    public boolean discard(UUID id) throws SQLException {
        try (var delete = connection.prepareStatement("delete from outbox_set_aside where id = ?")) {
            delete.setObject(1, id);
            return delete.executeUpdate() > 0;
        }
    }

    private static List<SetAsideEvent> read(ResultSet rows) throws SQLException {
        try (rows) {
            var events = new ArrayList<SetAsideEvent>();
            while (rows.next()) {
                events.add(new SetAsideEvent(
                        rows.getObject("id", UUID.class),
                        rows.getString("topic"),
                        rows.getString("aggregate_id"),
                        rows.getString("type"),
                        rows.getLong("version"),
                        rows.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                        rows.getBytes("payload"),
                        rows.getString("traceparent"),
                        rows.getString("reason"),
                        rows.getObject("set_aside_at", OffsetDateTime.class).toInstant()));
            }
            return events;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
