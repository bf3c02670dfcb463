package dev.ridewire.messaging.relay.publish;

import dev.ridewire.messaging.relay.OutboxRow;
import dev.ridewire.messaging.relay.RelayFailure;
import dev.ridewire.messaging.relay.RelayMetrics;
import dev.ridewire.messaging.relay.slot.RelayDatabase;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sender of rows that a lost slot may not have sent: it sends from the table every row of a transaction that is not
 * below the watermark. Some go out twice, which consumers recognise by their ids; none is left out.
 */
public final class Republisher {
    private static final Logger log = LoggerFactory.getLogger(Republisher.class);
    private static final int ROWS_PER_FETCH = 500;
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int WAIT_MILLIS = 100;
    /**
     * Roughly in the order of recording, and strictly in the order of each key's versions. A transaction that began
     * first may commit last, so that a later version has an earlier time.
     */
    private static final String ROWS = """
            select e.id, e.topic, e.aggregate_id, e.type, e.source, e.version, e.occurred_at, e.payload, e.traceparent,
                   e.tracestate, e.recorded_at
              from outbox e
             where e.transaction_id >= ?
             order by max(e.recorded_at) over (partition by e.topic, e.aggregate_id order by e.version), e.version""";

    private final RelayDatabase database;
    private final Publisher publisher;
    private final RelayMetrics metrics;
    private final Unacknowledged unacknowledged;

    public Republisher(RelayDatabase database, Publisher publisher, RelayMetrics metrics, int maxInFlight) {
        this.database = database;
        this.publisher = publisher;
        this.metrics = metrics;
        this.unacknowledged = new Unacknowledged(publisher, database, metrics, maxInFlight);
    }

    /**
     * Returns once Kafka has acknowledged every row.
     *
     * @return false if {@code giveUp} ended it; then it must be repeated
     */
    public boolean republish(BooleanSupplier giveUp) throws SQLException, InterruptedException {
        BooleanSupplier waitsInVain = () -> keepsLeadAnd(giveUp);
        var connection = database.connection();
        // Before the transaction: held by it, the watermark's table could not be migrated for as long.
        long from = database.republishFrom();
        connection.setAutoCommit(false);
        try (var patience = connection.createStatement();
                var query = connection.prepareStatement(ROWS)) {
            // The server sorts all rows before it returns the first. Between two fetches, the relay keeps its lead.
            patience.execute("set local statement_timeout = '1h'; set local idle_in_transaction_session_timeout = "
                    + database.lease().toMillis());
            query.setFetchSize(ROWS_PER_FETCH);
            query.setLong(1, from);
            long count = 0;
            try (var row = execute(query)) {
                while (row.next()) {
                    database.keepLead();
                    var delivery = publisher.send(OutboxRow.of(row), waitsInVain);
                    if (delivery == null) {
                        return false;
                    }
                    unacknowledged.add(delivery);
                    metrics.republished();
                    count++;
                    if (!await(unacknowledged::oldestIfFull, waitsInVain)) {
                        return false;
                    }
                }
            }
            if (!await(unacknowledged::oldest, waitsInVain)) {
                return false;
            }
            connection.commit();
            log.atWarn().addKeyValue("events", count).log("republishing finished");
            return true;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
            metrics.inFlight(0, null);
        }
    }

    private ResultSet execute(PreparedStatement query) throws SQLException {
        try (var _ = database.patience(LONGEST)) {
            return query.executeQuery();
        }
    }

    /** @return false if {@code giveUp} ended the wait */
    private static boolean await(Supplier<@Nullable Delivery> next, BooleanSupplier giveUp)
            throws InterruptedException {
        for (var delivery = next.get(); delivery != null; delivery = next.get()) {
            if (giveUp.getAsBoolean()) {
                return false;
            }
            delivery.await(WAIT_MILLIS);
        }
        return true;
    }

    private boolean keepsLeadAnd(BooleanSupplier giveUp) {
        try {
            database.keepLead();
        } catch (SQLException e) {
            throw new RelayFailure("the relay lock may be lost", e);
        }
        return giveUp.getAsBoolean();
    }
}
