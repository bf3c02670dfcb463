package dev.ridewire.messaging.relay.wal;

import dev.ridewire.messaging.relay.RelayProperties;
import dev.ridewire.messaging.relay.slot.RelayDatabase;
import dev.ridewire.service.database.DatabaseProperties;
import io.debezium.connector.postgresql.PostgresConnector;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;

/**
 * The database, slot and settings of an engine.
 *
 * @param hasTransactionTimeout whether the server knows {@code transaction_timeout}, which would also bound the sending
 *                              of a transaction
 */
public record EngineConfiguration(DatabaseProperties database, RelayProperties relay, String service,
        boolean hasTransactionTimeout) {
    private static final AtomicLong ENGINES = new AtomicLong();
    /** Debezium answers the server every two seconds, even while it waits for us. */
    private static final Duration DEBEZIUMS_SENDER_TIMEOUT = Duration.ofSeconds(20);

    /** Returns the settings for an engine on the server of {@code connected}. */
    public static EngineConfiguration of(
            DatabaseProperties database, RelayProperties relay, String service, RelayDatabase connected)
            throws SQLException {
        return new EngineConfiguration(database, relay, service, connected.knowsTransactionTimeout());
    }

    /**
     * Returns the session settings of the connection that streams. A role's {@code transaction_timeout} would end the
     * stream in each transaction that takes longer to send, and again after each reconnect.
     */
    public String options(Duration senderTimeout) {
        return "-c wal_sender_timeout=%d%s".formatted(
                senderTimeout.toMillis(), hasTransactionTimeout ? " -c transaction_timeout=0" : "");
    }

    public String name() {
        return service + "-relay";
    }

    public WalSource source(ChangeHandler handler) {
        return switch (relay.reader()) {
            case PGJDBC -> new PgjdbcSource(this, handler, PgjdbcSource.SENDER_TIMEOUT);
            case DEBEZIUM -> new DebeziumSource(debezium(), handler);
        };
    }

    /** Debezium's settings. Each one that differs from its default has a comment. */
    private Properties debezium() {
        var p = new Properties();
        p.put("name", service + "-relay");
        p.put("topic.prefix", service);
        p.put("connector.class", PostgresConnector.class.getName());
        p.put("database.hostname", database.host());
        p.put("database.port", Integer.toString(database.port()));
        p.put("database.dbname", database.name());
        p.put("database.user", database.app());
        p.put("database.password", database.appPassword());
        p.put("database.tcpKeepAlive", "true");
        database.jdbcSsl().forEach((option, value) -> p.put("database." + option, value));
        p.put("plugin.name", "pgoutput");

        // The slot alone remembers the position: an engine begins where the slot was confirmed last.
        p.put("offset.storage", MemoryOffsetBackingStore.class.getName());
        p.put("snapshot.mode", "no_data");
        p.put("slot.name", relay.slotOf(database));
        p.put("slot.drop.on.stop", "false");
        p.put("publication.name", relay.publicationOf(database));
        p.put("publication.autocreate.mode", "disabled");
        p.put("publish.via.partition.root", "true");
        p.put("table.include.list", "public.outbox");
        p.put("message.prefix.include.list", RelayDatabase.HEARTBEAT_PREFIX);
        p.put("tombstones.on.delete", "false");

        p.put("lsn.flush.mode", "connector");

        // Latency: Debezium waits up to this long for a batch to fill.
        p.put("poll.interval.ms", Long.toString(relay.pollInterval().toMillis()));
        // The heartbeats serve us, not the database: they call the handler again, so that it confirms acknowledged
        // events.
        p.put("heartbeat.interval.ms", "100");

        // Debezium must not retry: the supervisor stands by when the slot is taken, and replaces the engine when the
        // connection is lost.
        p.put("slot.max.retries", "1");
        p.put("slot.retry.delay.ms", "500");
        p.put("errors.max.retries", "0");
        // A walsender that finds its client dead releases the slot, and another instance can take it.
        p.put("status.update.interval.ms", "2000");
        p.put("driver.options", options(DEBEZIUMS_SENDER_TIMEOUT));

        // A dead engine may leave its MBeans behind. Debezium would wait for a minute until their name is free.
        p.put("custom.metric.tags", "database=" + database.name() + ",engine=" + ENGINES.incrementAndGet());

        // One thread is enough: batches come one after the other, and there are no transformations to run in parallel.
        p.put("record.processing.threads", "1");
        p.put("task.management.timeout.ms", "20000");
        p.put("executor.shutdown.timeout.ms", "2000");
        return p;
    }
}
