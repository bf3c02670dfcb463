package dev.ridewire.bench.peers.modulith;

import dev.ridewire.bench.relay.BenchEvent;
import dev.ridewire.bench.relay.Place;
import dev.ridewire.bench.relay.Recorder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** The rows that the registry holds after an application has run without Kafka. */
final class FailedPublications implements Recorder {
    private static final String LISTENER = "org.springframework.modulith.events.support.DelegatingEventExternalizer.externalize(java.lang.Object)";

    private final Connection connection;
    private final PreparedStatement insert;

    FailedPublications(Place place) throws SQLException {
        var database = place.database();
        this.connection = DriverManager.getConnection(database.jdbcUrl(), database.appUser(), database.appPassword());
        connection.setAutoCommit(false);
        this.insert = connection.prepareStatement("""
                insert into event_publication (id, event_type, listener_id, publication_date, serialized_event, status,
                    completion_attempts, last_resubmission_date)
                values (?, ?, ?, clock_timestamp(), ?, 'FAILED', 1, clock_timestamp())""");
    }

    @Override
    public void record(List<BenchEvent> events, Runnable beforeCommit) throws SQLException {
        for (var event : events) {
            var happened = SomethingHappened.of(event);
            insert.setObject(1, event.id());
            insert.setString(2, SomethingHappened.class.getName());
            insert.setString(3, LISTENER);
            insert.setString(4, "{\"sequence\":%d,\"aggregateId\":\"%s\",\"body\":\"%s\"}".formatted(
                    happened.sequence(), happened.aggregateId(), happened.body()));
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
}
