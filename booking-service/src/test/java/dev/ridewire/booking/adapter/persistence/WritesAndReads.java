package dev.ridewire.booking.adapter.persistence;

import static org.awaitility.Awaitility.await;

import dev.ridewire.parts.ServiceDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Statements that every version of the service issues, one after the other on several connections, until this is
 * closed.
 */
final class WritesAndReads implements AutoCloseable {
    private static final String REQUEST = """
            with added as (
                insert into ride (id, rider_id, version, state, attempt, vehicle_class, pickup_lat, pickup_lng, dropoff_lat,
                        dropoff_lng, currency, quoted_fare, pin, requested_at, state_changed_at, excluded_drivers, wrong_pins)
                values (uuidv7(), 'rider-' || gen_random_uuid(), 1, 'REQUESTED', 1, 'STANDARD', 40.7, -74, 40.8, -74, 'USD',
                        12.34, '1234', now(), now(), '{}', 0)
                returning id)
            insert into outbox (id, topic, aggregate_id, type, source, version, occurred_at, payload)
            select uuidv7(), 'rides', id::text, 'RideRequested', 'booking', 1, now(), '' from added""";
    private static final String CHANGE = """
            update ride set version = version + 1, state_changed_at = now()
             where id = (select id from ride where rider_id = 'rider-' || floor(random() * 20000) order by id desc limit 1)""";
    private static final String READ = """
            select id, state, quoted_fare from ride
             where rider_id = 'rider-' || floor(random() * 20000) order by id desc limit 20""";
    /** Holds what an "alter table" waits for longer than others may wait behind it. */
    private static final String HOLD = "begin; " + CHANGE + "; select pg_sleep(4); commit; select pg_sleep(1)";

    private final List<Thread> threads = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();
    private final AtomicLong done = new AtomicLong();
    private final Queue<SQLException> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean closing;

    private WritesAndReads() {}

    static WritesAndReads on(ServiceDatabase database) throws SQLException {
        var load = new WritesAndReads();
        for (String sql : List.of(REQUEST, CHANGE, READ, HOLD)) {
            load.repeat(sql, database);
        }
        return load;
    }

    private void repeat(String sql, ServiceDatabase database) throws SQLException {
        var properties = new Properties();
        properties.put("user", database.appUser());
        properties.put("password", database.appPassword());
        var connection = DriverManager.getConnection(database.jdbcUrl(), properties);
        connections.add(connection);
        threads.add(Thread.ofPlatform().name("load").start(() -> run(sql, connection)));
    }

    private void run(String sql, Connection connection) {
        while (!closing) {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
                done.incrementAndGet();
            } catch (SQLException e) {
                if (!closing) {
                    failures.add(e);
                    return;
                }
            }
        }
    }

    /** Waits until so many more statements are done. */
    void awaitMore(long statements, Duration patience) {
        long target = done.get() + statements;
        await().atMost(patience).until(() -> done.get() >= target);
    }

    /** The statements that have failed so far. */
    List<SQLException> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() throws SQLException {
        closing = true;
        for (Connection connection : connections) {
            connection.abort(Runnable::run);
        }
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
