package dev.ridewire.messaging.relay;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends again from the table what a lost slot may not have sent: every row of a transaction that is not below the watermark.
 * Some go out twice, which consumers don't notice; none is left out.
 */
final class Republisher {
    private static final Logger log = LoggerFactory.getLogger(Republisher.class);
    private static final int ROWS_PER_FETCH = 500;
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int WAIT_MILLIS = 100;
    /**
     * Roughly in the order of recording, strictly in that of each key's versions: a transaction that began first may commit last, so
     * that a later version has an earlier time.
     */
    private static final String ROWS = """
            select e.* from outbox e, outbox_watermark w
             where e.transaction_id >= w.republish_from
             order by max(e.recorded_at) over (partition by e.topic, e.aggregate_id order by e.version), e.version""";

    private final RelayDatabase database;
    private final Publisher publisher;
    private final RelayMetrics metrics;
    private final int maxInFlight;
    private final Deque<Delivery> inFlight = new ArrayDeque<>();
    private final List<Delivery> refused = new ArrayList<>();

    Republisher(RelayDatabase database, Publisher publisher, RelayMetrics metrics, int maxInFlight) {
        this.database = database;
        this.publisher = publisher;
        this.metrics = metrics;
        this.maxInFlight = maxInFlight;
    }

    /**
     * Returns once Kafka has acknowledged every row.
     *
     * @return false if given up; then it must be done again
     */
    boolean republish(BooleanSupplier giveUp) throws SQLException, InterruptedException {
        if (!send(giveUp)) {
            return false;
        }
        // After the reading transaction, which is rolled back.
        for (var delivery : refused) {
            database.setAside(delivery.entry(), String.valueOf(delivery.outcome().getNow(null)));
            metrics.setAside();
        }
        return true;
    }

    private boolean send(BooleanSupplier giveUp) throws SQLException, InterruptedException {
        var connection = database.connection();
        connection.setAutoCommit(false);
        try (var _ = database.patience(LONGEST);
                var patience = connection.createStatement();
                var query = connection.prepareStatement(ROWS)) {
            // The sort comes before the first row, however many there are, and Kafka may be away between two fetches.
            patience.execute(
                    "set local statement_timeout = '1h'; set local idle_in_transaction_session_timeout = '1h'");
            query.setFetchSize(ROWS_PER_FETCH);
            long count = 0;
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    var delivery = publisher.send(OutboxRow.of(row), giveUp);
                    if (delivery == null) {
                        return false;
                    }
                    inFlight.addLast(delivery);
                    metrics.inFlight(inFlight.size(), inFlight.getFirst().recordedAt());
                    metrics.republished();
                    count++;
                    if (!settle(maxInFlight - 1, giveUp)) {
                        return false;
                    }
                }
            }
            boolean done = settle(0, giveUp);
            log.atWarn().addKeyValue("events", count).log("republished from the outbox");
            return done;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
            metrics.inFlight(0, null);
        }
    }

    private boolean settle(int mayRemain, BooleanSupplier giveUp) throws SQLException, InterruptedException {
        while (inFlight.size() > mayRemain) {
            var first = inFlight.getFirst();
            if (!first.isDone()) {
                if (giveUp.getAsBoolean()) {
                    return false;
                }
                first.await(WAIT_MILLIS);
                continue;
            }
            inFlight.removeFirst();
            var failure = first.outcome().getNow(null);
            if (failure != null) {
                if (!Publisher.isRefusal(failure)) {
                    throw new RelayFailure("Kafka did not take event " + first.entry().envelope().id(), failure);
                }
                refused.add(first);
            }
        }
        return true;
    }
}
