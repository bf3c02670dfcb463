package dev.ridewire.messaging.relay.slot;

import dev.ridewire.messaging.outbox.OutboxEntry;
import dev.ridewire.messaging.relay.WalPosition;
import dev.ridewire.service.database.DatabaseProperties;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The relay's own connection, for the lead among the instances, the watermark, heartbeats and events set aside. Two
 * threads use it, one at a time.
 */
public final class RelayDatabase implements AutoCloseable {
    /** The prefix of our heartbeats, which tells them from other services' messages. */
    public static final String HEARTBEAT_PREFIX = "ridewire.relay";

    private final Connection connection;
    private final Duration lease;
    private volatile long leaseEnd;

    private RelayDatabase(Connection connection, Duration lease) {
        this.connection = connection;
        this.lease = lease;
        this.leaseEnd = System.nanoTime() + lease.toNanos();
    }

    /** @param lease the idle time after which the server ends this connection, and the lead with it */
    public static RelayDatabase connect(DatabaseProperties database, Duration lease) throws SQLException {
        var properties = new Properties();
        properties.put("user", database.app());
        properties.put("password", database.appPassword());
        properties.put("options",
                "-c statement_timeout=10s -c lock_timeout=2s -c idle_in_transaction_session_timeout=60s -c idle_session_timeout="
                        + lease.toMillis());
        var relay = new RelayDatabase(DriverManager.getConnection(database.jdbcUrl(), properties), lease);
        try {
            if (relay.knowsTransactionTimeout()) {
                // The role may have one. Republishing is one long transaction, with bounds of its own.
                relay.execute("set transaction_timeout = 0");
            }
            return relay;
        } catch (SQLException e) {
            relay.close();
            throw e;
        }
    }

    /** Reports whether the server has the setting {@code transaction_timeout}, as it does from PostgreSQL 17 on. */
    public boolean knowsTransactionTimeout() throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion() >= 17;
    }

    public Connection connection() {
        return connection;
    }

    /**
     * Tries to take the lead, and reports whether this connection has it until it closes. One instance publishes, the
     * others stand by. The server notices at once when the leader's process dies, and after the lease when it is paused
     * or cut off. The slot itself has one reader at a time, which keeps two instances from publishing; the lead only
     * decides which one reads.
     */
    public synchronized boolean tryLead(String slot) throws SQLException {
        long asked = System.nanoTime();
        boolean leads = queryBoolean("select pg_try_advisory_lock(hashtextextended(?, 0))", "ridewire.relay " + slot);
        renewLease(asked);
        return leads;
    }

    /**
     * Reports whether another instance may lead by now. An instance that was paused may hold events that it read long
     * ago. It must ask before it sends them, because others may have sent newer ones.
     */
    public boolean leaseIsOver() {
        return System.nanoTime() - leaseEnd > 0;
    }

    /** Returns the time until the lease ends, unless it is renewed. */
    public Duration lease() {
        return lease;
    }

    /**
     * Renews the lease of an instance that sends the server no other statement for long.
     *
     * @throws SQLException if the server has ended this session, and the lead with it; while the server answers, no
     *         other instance leads
     */
    public synchronized void keepLead() throws SQLException {
        long asked = System.nanoTime();
        if (asked - (leaseEnd - lease.dividedBy(3).multipliedBy(2).toNanos()) > 0) {
            execute("select 1");
            renewLease(asked);
        }
    }

    /**
     * The server counts the idle time from its last answer, which is later than our question: so our lease ends first.
     */
    private void renewLease(long asked) {
        leaseEnd = asked + lease.toNanos();
    }

    /**
     * Allows a long time for calls that need it, until the result is closed. The driver's bound stays longer than the
     * server's, so that the server ends the query first.
     */
    public Patience patience(Duration bound) throws SQLException {
        int usual = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(bound.plusSeconds(30).toMillis()));
        return () -> connection.setNetworkTimeout(Runnable::run, usual);
    }

    /** Closing it restores the driver's usual bound. */
    public interface Patience extends AutoCloseable {
        @Override
        void close() throws SQLException;
    }

    /**
     * Returns the time since the instance that holds the slot gave its last sign of life. Its heartbeats move the
     * watermark.
     */
    public synchronized Duration watermarkAge() throws SQLException {
        try (var query = connection.createStatement();
                var row = query.executeQuery(
                        "select extract(epoch from clock_timestamp() - updated_at) * 1000 from outbox_watermark")) {
            row.next();
            return Duration.ofMillis(row.getLong(1));
        }
    }

    /**
     * Moves the watermark forward to a position.
     *
     * @return false if the publication is not the one that the watermark belongs to; then nothing is written
     */
    public synchronized boolean writeWatermark(WalPosition position, String publication) throws SQLException {
        long asked = System.nanoTime();
        try (var update = connection.prepareStatement("""
                update outbox_watermark
                   set published_lsn = greatest(published_lsn, '0/0'::pg_lsn + ?::numeric),
                       transactions_below = greatest(transactions_below, ?),
                       updated_at = now()
                 where publication_identity = outbox_publication_identity(?)""")) {
            update.setLong(1, position.lsn());
            update.setObject(2, position.transactionsBelow(), Types.BIGINT);
            update.setString(3, publication);
            boolean written = update.executeUpdate() > 0;
            renewLease(asked);
            return written;
        }
    }

    /**
     * Writes a message to the WAL and nowhere else. It carries the id of the oldest running transaction, read before
     * the message gets its position in the WAL. When the message comes back, the reader has seen all older
     * transactions.
     *
     * @return the time by the database's clock
     */
    public synchronized Instant heartbeat() throws SQLException {
        long asked = System.nanoTime();
        try (var query = connection.prepareStatement("""
                select clock_timestamp(),
                       pg_logical_emit_message(false, ?, pg_snapshot_xmin(pg_current_snapshot())::text)""")) {
            query.setString(1, HEARTBEAT_PREFIX);
            try (var row = query.executeQuery()) {
                row.next();
                renewLease(asked);
                return row.getObject(1, OffsetDateTime.class).toInstant();
            }
        }
    }

    /**
     * Writes a message as {@link #heartbeat} does, but one that the engine reads at once. Its commit flushes the WAL,
     * which otherwise may take as long as {@code wal_writer_delay}.
     *
     * @return a position in the WAL behind all earlier commits
     */
    public synchronized long call() throws SQLException {
        long asked = System.nanoTime();
        try (var query = connection.prepareStatement("""
                select pg_logical_emit_message(true, ?, pg_snapshot_xmin(pg_current_snapshot())::text) - '0/0'""")) {
            query.setString(1, HEARTBEAT_PREFIX);
            try (var row = query.executeQuery()) {
                row.next();
                renewLease(asked);
                return row.getLong(1);
            }
        }
    }

    /** Returns the highest position that was recorded for the slot; 0 before the first. */
    public synchronized long watermark() throws SQLException {
        try (var query = connection.createStatement();
                var row = query.executeQuery("select published_lsn - '0/0' from outbox_watermark")) {
            row.next();
            return row.getLong(1);
        }
    }

    public synchronized void setAside(OutboxEntry entry, String reason) throws SQLException {
        var event = entry.envelope();
        try (var insert = connection.prepareStatement("""
                insert into outbox_set_aside (id, topic, aggregate_id, type, source, version, occurred_at, payload,
                                              traceparent, tracestate, reason)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing""")) {
            insert.setObject(1, event.id());
            insert.setString(2, entry.topic());
            insert.setString(3, event.aggregateId());
            insert.setString(4, event.type());
            insert.setString(5, event.source());
            insert.setLong(6, event.version());
            insert.setObject(7, event.occurredAt().atOffset(ZoneOffset.UTC));
            insert.setBytes(8, event.payload().toByteArray());
            insert.setString(9, entry.cause().traceparent());
            insert.setString(10, entry.cause().tracestate());
            insert.setString(11, reason);
            insert.executeUpdate();
        }
    }

    /**
     * Records that republishing has begun, so that it begins again after a crash. A watermark above every transaction
     * id of this cluster was restored from another cluster. It says nothing about this one, so then every row is sent
     * again.
     */
    public synchronized void beginRepublishing() throws SQLException {
        execute("""
                update outbox_watermark
                   set republish_from = coalesce(republish_from,
                                                 case when transactions_below > counted.next then 0
                                                      else transactions_below end),
                       transactions_below = least(transactions_below, counted.oldest)
                  from (select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as oldest,
                               pg_snapshot_xmax(pg_current_snapshot())::text::bigint as next) counted""");
    }

    /** Returns the transaction from which on rows are republished. */
    public synchronized long republishFrom() throws SQLException {
        try (var query = connection.createStatement();
                var row = query.executeQuery("select republish_from from outbox_watermark")) {
            row.next();
            return row.getLong(1);
        }
    }

    public synchronized void endRepublishing() throws SQLException {
        execute("update outbox_watermark set republish_from = null");
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private boolean queryBoolean(String sql, @Nullable String parameter) throws SQLException {
        try (var query = connection.prepareStatement(sql)) {
            query.setString(1, parameter);
            try (var row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
