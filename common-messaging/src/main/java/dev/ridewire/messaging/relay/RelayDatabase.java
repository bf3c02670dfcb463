package dev.ridewire.messaging.relay;

import dev.ridewire.messaging.outbox.OutboxEntry;
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
 * The relay's own connection: the lead among the instances, watermark, heartbeats, events set aside. Used by two
 * threads, one at a time.
 */
final class RelayDatabase implements AutoCloseable {
    /** The prefix of heartbeats, among other services' messages. */
    static final String HEARTBEAT_PREFIX = "ridewire.relay";

    private final Connection connection;
    private final Duration lease;
    private volatile long leaseEnd;

    private RelayDatabase(Connection connection, Duration lease) {
        this.connection = connection;
        this.lease = lease;
        this.leaseEnd = System.nanoTime() + lease.toNanos();
    }

    /** @param lease after which the server ends this connection, and with it the lead, if nothing is asked of it */
    static RelayDatabase connect(DatabaseProperties database, Duration lease) throws SQLException {
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
    boolean knowsTransactionTimeout() throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion() >= 17;
    }

    Connection connection() {
        return connection;
    }

    /**
     * Reports whether this connection leads, from now until it closes: one instance publishes, the others stand by. The
     * server knows at once when the process of a leader dies, and after the lease when it is paused or cut off. The
     * slot keeps two from publishing, because it has one reader at a time; the lead only tells whose turn it is.
     */
    synchronized boolean tryLead(String slot) throws SQLException {
        long asked = System.nanoTime();
        boolean leads = queryBoolean("select pg_try_advisory_lock(hashtextextended(?, 0))", "ridewire.relay " + slot);
        renewLease(asked);
        return leads;
    }

    /**
     * Reports whether another instance may lead by now. An instance that was paused wakes with events that it has read
     * long ago. It asks before it sends them, because others may have sent newer ones by now.
     */
    boolean leaseIsOver() {
        return System.nanoTime() - leaseEnd > 0;
    }

    /** Returns the time after which the lease is over, unless it is kept. */
    Duration lease() {
        return lease;
    }

    /**
     * Keeps the lead of an instance that otherwise asks nothing of the server for long.
     *
     * @throws SQLException if the server has ended this session, and the lead with it; while it answers, nobody else
     *         leads
     */
    synchronized void keepLead() throws SQLException {
        long asked = System.nanoTime();
        if (asked - (leaseEnd - lease.dividedBy(3).multipliedBy(2).toNanos()) > 0) {
            execute("select 1");
            renewLease(asked);
        }
    }

    /** The server counts from when it answered, which is after we asked. */
    private void renewLease(long asked) {
        leaseEnd = asked + lease.toNanos();
    }

    /**
     * Allows for a call that may rightly take long. The driver's own bound, which a query would otherwise never
     * outlive, stays beyond the server's until the result is closed.
     */
    Patience patience(Duration bound) throws SQLException {
        int usual = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(bound.plusSeconds(30).toMillis()));
        return () -> connection.setNetworkTimeout(Runnable::run, usual);
    }

    /** Ends with the driver's usual bound. */
    interface Patience extends AutoCloseable {
        @Override
        void close() throws SQLException;
    }

    /**
     * Returns the time since the instance that has the slot gave its last sign of life: heartbeats move its watermark.
     */
    synchronized Duration watermarkAge() throws SQLException {
        try (var query = connection.createStatement();
                var row = query.executeQuery(
                        "select extract(epoch from clock_timestamp() - updated_at) * 1000 from outbox_watermark")) {
            row.next();
            return Duration.ofMillis(row.getLong(1));
        }
    }

    /**
     * Moves the watermark to a position, and never back.
     *
     * @return false if the publication is not the one that the watermark belongs to; then nothing is written
     */
    synchronized boolean writeWatermark(Position position, String publication) throws SQLException {
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
     * Writes to the WAL and nowhere else. The message carries the oldest transaction still running, which is taken
     * before the message gets its place in the WAL: when it comes back, all older ones have come.
     *
     * @return the database's time
     */
    synchronized Instant heartbeat() throws SQLException {
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
     * Writes a message as {@link #heartbeat}, for an engine that shall read it at once: its commit flushes the WAL,
     * which for anything else may take as long as {@code wal_writer_delay}.
     *
     * @return a place in the WAL behind all that was committed before
     */
    synchronized long call() throws SQLException {
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

    /** Returns the highest position that the slot has been told; 0 before the first time. */
    synchronized long watermark() throws SQLException {
        try (var query = connection.createStatement();
                var row = query.executeQuery("select published_lsn - '0/0' from outbox_watermark")) {
            row.next();
            return row.getLong(1);
        }
    }

    synchronized void setAside(OutboxEntry entry, String reason) throws SQLException {
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
     * Remembers that republishing has begun, so that a crash in the middle of it begins it again. A watermark above
     * what this cluster has ever counted to was restored from another one, and can't tell what is published: then all
     * is sent again.
     */
    synchronized void beginRepublishing() throws SQLException {
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
    synchronized long republishFrom() throws SQLException {
        try (var query = connection.createStatement();
                var row = query.executeQuery("select republish_from from outbox_watermark")) {
            row.next();
            return row.getLong(1);
        }
    }

    synchronized void endRepublishing() throws SQLException {
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
