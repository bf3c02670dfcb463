package dev.ridewire.messaging.relay;

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
 * blocking read and wakes when the server has something, so that an event waits for nobody and an idle relay sleeps.
 *
 * <p>While it sleeps it can neither confirm nor answer the server. Heartbeats wake it, and so does {@link
 * ChangeHandler#recorded}. A read ends with a message and with nothing else: the driver lets the socket's reads time
 * out after each status interval, but where no {@code socketTimeout} is asked for it goes on with the message where it
 * was, and where one is, it loses the part that it has. A connection that went dead is noticed by the supervisor, for
 * heartbeats don't come back, and is ended by {@link #stop}.
 */
final class PgjdbcSource implements WalSource {
    private static final Logger log = LoggerFactory.getLogger(PgjdbcSource.class);
    /**
     * A server that reads through a neighbour's WAL sends one question and nothing else until it finds something for
     * us, and the driver answers with the message after the question: so the timeout must be longer than any such
     * stretch. Nobody waits for it, since who takes over cuts a former reader off ({@link Turn#awaitSlot}); of hosts
     * that are gone the server's TCP tells sooner.
     */
    static final Duration SENDER_TIMEOUT = Duration.ofHours(1);
    private static final String KEEPALIVES = " -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5"
            + " -c tcp_keepalives_count=2";
    private static final int LOGIN_SECONDS = 10;
    /** The interval of signs of life while it can't read; the server must hear of it before its timeout is over. */
    private static final Duration BETWEEN_SIGNS_OF_LIFE = Duration.ofSeconds(2);
    /** The time that a source has to hear a message that asks it to stop; then its connection is cut. */
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

    /** @param senderTimeout after which the server takes a reader that has not answered for dead */
    PgjdbcSource(EngineConfiguration configuration, ChangeHandler handler, Duration senderTimeout) {
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
        // The last one counts. Any but zero would tear messages apart.
        return DriverManager.getConnection(database.jdbcUrl() + "&socketTimeout=0", properties);
    }

    private PGReplicationStream stream(Connection opened) throws SQLException {
        var relay = configuration.relay();
        return opened.unwrap(PGConnection.class).getReplicationAPI().replicationStream().logical()
                .withSlotName(relay.slotOf(configuration.database()))
                // The slot may be behind it, after a crash for one. What lies between is published.
                .withStartPosition(LogSequenceNumber.valueOf(handler.confirmable()))
                .withSlotOption("proto_version", 1)
                .withSlotOption("publication_names", relay.publicationOf(configuration.database()))
                .withSlotOption("binary", true)
                .withSlotOption("messages", true)
                // What there is to tell is told at once. Without an interval the driver answers every keepalive, one an
                // event.
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
            case PgOutput.Change.Committed committed -> handler.passed(new Position(committed.end(), null));
            case PgOutput.Change.Said said when said.prefix().equals(RelayDatabase.HEARTBEAT_PREFIX) ->
                handler.passed(new Position(said.lsn(), Long.valueOf(said.content())));
            case PgOutput.Change.Said others -> handler.passed(new Position(others.lsn(), null));
            case null -> {
                // Begins and relations.
            }
        }
        confirm(stream);
    }

    /** The watermark is recorded twice a second at most, so this is no more often. */
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
     * Shows the server that it is alive: while it waits for Kafka it does not read, and the server would take it for
     * dead.
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
