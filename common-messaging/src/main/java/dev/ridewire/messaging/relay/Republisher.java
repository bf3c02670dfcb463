package dev.ridewire.messaging.relay;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sender of rows that a lost slot may not have sent: it sends from the table every row of a transaction that is not
 * below the watermark. Some go out twice, which consumers recognise by their ids; none is left out.
 */
final class Republisher {
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
    private final InFlight inFlight;

    Republisher(RelayDatabase database, Publisher publisher, RelayMetrics metrics, int maxInFlight) {
        this.database = database;
        this.publisher = publisher;
        this.metrics = metrics;
        this.inFlight = new InFlight(maxInFlight);
    }

    /**
     * Returns once Kafka has acknowledged every row.
     *
     * @return false if {@code giveUp} ended it; then it must be repeated
     */
    boolean republish(BooleanSupplier giveUp) throws SQLException, InterruptedException {
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
                    inFlight.add(delivery);
                    metrics.republished();
                    count++;
                    if (!settle(inFlight::isFull, waitsInVain)) {
                        return false;
                    }
                }
            }
            if (!settle(() -> inFlight.size() > 0, waitsInVain)) {
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

    /** @return false if {@code giveUp} ended the wait for room */
    private boolean settle(BooleanSupplier tooMuch, BooleanSupplier giveUp) throws SQLException, InterruptedException {
        settle();
        while (tooMuch.getAsBoolean()) {
            var oldest = inFlight.oldest();
            if (giveUp.getAsBoolean()) {
                return false;
            }
            if (oldest != null) {
                oldest.await(WAIT_MILLIS);
            }
            settle();
        }
        return true;
    }

    private void settle() throws SQLException {
        for (var item = inFlight.takeDone(); item instanceof Delivery delivery; item = inFlight.takeDone()) {
            var failure = delivery.outcome().getNow(null);
            if (failure == null) {
                continue;
            }
            if (!publisher.isRefusal(delivery, failure)) {
                throw new RelayFailure("Kafka did not take event " + delivery.entry().envelope().id(), failure);
            }
            publisher.setAside(delivery, failure, database);
        }
        metrics.inFlight(inFlight.size(), inFlight.oldestRecordedAt());
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
