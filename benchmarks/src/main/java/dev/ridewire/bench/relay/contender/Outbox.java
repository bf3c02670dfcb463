package dev.ridewire.bench.relay.contender;

import dev.ridewire.bench.relay.Place;
import dev.ridewire.bench.relay.Recorder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/**
 * Ridewire's outbox: table, publication and slot from its own migration, and rows in the form that a service writes.
 */
final class Outbox {
    static final String EVENT_TYPE = "ridewire.bench.v1.SomethingHappened";
    static final String SOURCE = "urn:ridewire:bench";
    private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private Outbox() {}

    static void migrate(Place place) {
        var database = place.database();
        var configuration = Flyway.configure()
                .dataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword())
                .locations("classpath:db/messaging")
                .table("messaging_schema_history")
                .placeholders(Map.of("publication", database.slot(), "app", database.appUser(), "slot",
                        database.slot()));
        configuration.getConfigurationExtension(PostgreSQLConfigurationExtension.class).setTransactionalLock(false);
        configuration.load().migrate();
    }

    static Connection connect(Place place) throws SQLException {
        var database = place.database();
        return DriverManager.getConnection(database.jdbcUrl(), database.appUser(), database.appPassword());
    }

    /** A transaction with two round trips: the insert, which also carries the {@code begin}, and the commit. */
    static Recorder recorder(Place place) throws SQLException {
        var connection = connect(place);
        connection.setAutoCommit(false);
        var insert = connection.prepareStatement("""
                insert into outbox (id, topic, aggregate_id, type, source, version, occurred_at, payload, traceparent)
                values (?, ?, ?, ?, ?, ?, now(), ?, ?)""");
        return new Recorder() {
            @Override
            public void record(java.util.List<dev.ridewire.bench.relay.BenchEvent> events, Runnable beforeCommit)
                    throws SQLException {
                for (var event : events) {
                    insert.setObject(1, event.id());
                    insert.setString(2, place.topic());
                    insert.setString(3, event.aggregateId());
                    insert.setString(4, EVENT_TYPE);
                    insert.setString(5, SOURCE);
                    insert.setLong(6, event.version());
                    insert.setBytes(7, event.payload());
                    insert.setString(8, TRACEPARENT);
                    insert.addBatch();
                }
                insert.executeBatch();
                beforeCommit.run();
                connection.commit();
            }

            @Override
            public void close() throws SQLException {
                connection.close();
            }
        };
    }
}
