package dev.ridewire.messaging.relay.wal;

import dev.ridewire.messaging.relay.RelayFailure;
import dev.ridewire.messaging.relay.WalPosition;
import dev.ridewire.messaging.relay.slot.Lead;
import dev.ridewire.messaging.relay.slot.RelayDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the slot by pgjdbc, on the engine's thread and with nothing between the socket and the producer: it sleeps in a
 * blocking read and wakes when the server sends something. So an event is sent without delay, and an idle relay costs
 * nothing.
 *
 * <p>While it sleeps it can neither confirm nor answer the server. Heartbeats wake it, and so does {@link
 * ChangeHandler#recorded}. Only a message ends a read. The driver lets reads of the socket time out after each status
 * interval. Without a {@code socketTimeout} it then continues within the message; with one, it loses the part that it
 * has read. The supervisor notices a dead connection, because heartbeats don't come back, and ends it by {@link #stop}.
 */
public final class PgjdbcSource implements WalSource {
    private static final Logger log = LoggerFactory.getLogger(PgjdbcSource.class);
    /**
     * The driver answers the server's keepalive only after the next message. A server that reads long stretches of
     * other databases' WAL sends one keepalive and then nothing. So its timeout must be longer than any such stretch.
     * The long timeout delays nobody: an instance that takes over terminates the former reader ({@link
     * Lead#awaitSlot}), and TCP keepalives find dead hosts sooner.
     */
    public static final Duration SENDER_TIMEOUT = Duration.ofHours(1);
    private static final String KEEPALIVES = " -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5"
            + " -c tcp_keepalives_count=2";
    private static final int LOGIN_SECONDS = 10;
    /** The interval of status updates while it does not read; it must be shorter than the server's timeout. */
    private static final Duration BETWEEN_SIGNS_OF_LIFE = Duration.ofSeconds(2);
    /** The time for a source to react to the message that asks it to stop; after it, the connection is closed. */
    private static final Duration HEARING = Duration.ofSeconds(1);

    private final EngineConfiguration configuration;
    private final ChangeHandler handler;
    private final Duration senderTimeout;
    private final PgOutput output = new PgOutput();
    private volatile @Nullable Connection connection;
    private volatile boolean streaming;
    private volatile boolean stopping;
    private long stopAsked;
    private long lastTold = System.nanoTime();

    /** @param senderTimeout the time after which the server takes a silent reader for dead */
    public PgjdbcSource(EngineConfiguration configuration, ChangeHandler handler, Duration senderTimeout) {
        this.configuration = configuration;
        this.handler = handler;
        this.senderTimeout = senderTimeout;
    }

    @Override
    public void run() throws SQLException, InterruptedException {
        try (var opened = connect()) {
            connection = opened;
            if (stopping) {
                return;
            }
            var stream = stream(opened);
            handler.wakeToConfirm();
            streaming = true;
            while (!stopping) {
                read(stream);
            }
            tell(stream);
        }
    }

    @Override
    public boolean isStreaming() {
        return streaming;
    }

    @Override
    public void stop() {
        boolean first = !stopping;
        stopping = true;
        if (first) {
            stopAsked = System.nanoTime();
            try {
                handler.wake();
                return;
            } catch (SQLException e) {
                log.atDebug().setCause(e).log("closing the replication connection: the wake-up message failed");
            }
        } else if (System.nanoTime() - stopAsked < HEARING.toNanos()) {
            return;
        }
        var open = connection;
        if (open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException e) {
                log.atDebug().setCause(e).log("replication connection could not be closed");
            }
        }
    }

    private Connection connect() throws SQLException {
        var database = configuration.database();
        var properties = new Properties();
        PGProperty.USER.set(properties, database.app());
        PGProperty.PASSWORD.set(properties, database.appPassword());
        PGProperty.REPLICATION.set(properties, "database");
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "14");
        PGProperty.OPTIONS.set(properties, configuration.options(senderTimeout) + KEEPALIVES);
        PGProperty.LOGIN_TIMEOUT.set(properties, LOGIN_SECONDS);
        // The driver uses the last value. A socketTimeout other than zero would lose half-read messages.
        return DriverManager.getConnection(database.jdbcUrl() + "&socketTimeout=0", properties);
    }

    private PGReplicationStream stream(Connection opened) throws SQLException {
        var relay = configuration.relay();
        return opened.unwrap(PGConnection.class).getReplicationAPI().replicationStream().logical()
                .withSlotName(relay.slotOf(configuration.database()))
                // The slot may be behind this position, for example after a crash. The events in between are published
                // already.
                .withStartPosition(LogSequenceNumber.valueOf(handler.confirmable()))
                .withSlotOption("proto_version", 1)
                .withSlotOption("publication_names", relay.publicationOf(configuration.database()))
                .withSlotOption("binary", true)
                .withSlotOption("messages", true)
                // The source sends each status update itself. Without an interval, the driver would answer every
                // keepalive, one for each event.
                .withStatusInterval(10, TimeUnit.SECONDS)
                // Only what is published and recorded may be confirmed.
                .withAutomaticFlush(false)
                .start();
    }

    private void read(PGReplicationStream stream) throws SQLException, InterruptedException {
        var message = stream.read();
        if (message == null) {
            throw new SQLException("the server ended the replication");
        }
        switch (output.read(message)) {
            case PgOutput.Change.Inserted inserted -> {
                if (!handler.publish(inserted.row(), () -> showLife(stream))) {
                    stopping = true;
                }
            }
            case PgOutput.Change.Committed committed -> handler.passed(new WalPosition(committed.end(), null));
            case PgOutput.Change.Said said when said.prefix().equals(RelayDatabase.HEARTBEAT_PREFIX) ->
                handler.passed(new WalPosition(said.lsn(), Long.valueOf(said.content())));
            case PgOutput.Change.Said others -> handler.passed(new WalPosition(others.lsn(), null));
            case null -> {
                // The relay needs no begin and no relation messages.
            }
        }
        confirm(stream);
    }

    /**
     * Confirms the recorded position. The supervisor records it at most twice a second, so this sends no more updates.
     */
    private void confirm(PGReplicationStream stream) throws SQLException {
        if (handler.confirmable() > stream.getLastFlushedLSN().asLong()) {
            tell(stream);
        }
    }

    private void tell(PGReplicationStream stream) throws SQLException {
        long confirmable = handler.confirmable();
        if (confirmable > stream.getLastFlushedLSN().asLong()) {
            var position = LogSequenceNumber.valueOf(confirmable);
            stream.setFlushedLSN(position);
            stream.setAppliedLSN(position);
        }
        stream.forceUpdateStatus();
        lastTold = System.nanoTime();
    }

    /**
     * Shows the server that this reader is alive. While it waits for Kafka it does not read, and the server would take
     * it for dead.
     */
    private void showLife(PGReplicationStream stream) {
        if (System.nanoTime() - lastTold < BETWEEN_SIGNS_OF_LIFE.toNanos()) {
            return;
        }
        try {
            tell(stream);
        } catch (SQLException e) {
            throw new RelayFailure("the status update to the server failed", e);
        }
    }
}
