package dev.ridewire.messaging.relay;

import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what Debezium reads and sends it on without waiting for Kafka. A record passes three stages, always in order:
 * <em>published</em> (it and all before it are acknowledged), <em>recorded</em> (the watermark row says so; the supervisor's
 * doing) and <em>confirmed</em> (the slot may let go of it). Debezium's committer is not thread-safe, so confirming happens here;
 * Debezium's timer heartbeats bring the engine back here when nothing else does.
 */
final class ChangeHandler implements ChangeConsumer<RecordChangeEvent<SourceRecord>> {
    private static final Logger log = LoggerFactory.getLogger(ChangeHandler.class);
    private static final int WAIT_MILLIS = 50;

    private final Publisher publisher;
    private final RelayDatabase database;
    private final RelayMetrics metrics;
    private final int maxInFlight;

    private final InFlight inFlight = new InFlight();
    private final Deque<InFlight.Item> unconfirmed = new ArrayDeque<>();
    private @Nullable Long transactionsBelow;

    private volatile @Nullable Position published;
    private volatile long recordedLsn = -1;
    private volatile boolean stopping;

    ChangeHandler(Publisher publisher, RelayDatabase database, RelayMetrics metrics, int maxInFlight) {
        this.publisher = publisher;
        this.database = database;
        this.metrics = metrics;
        this.maxInFlight = maxInFlight;
    }

    /** Everything up to here is in Kafka; null until something is. */
    @Nullable
    Position published() {
        return published;
    }

    /** The watermark row holds this position: the slot may follow. */
    void recorded(Position position) {
        recordedLsn = position.lsn();
    }

    /** Waits for nothing any more. What is on its way and unconfirmed comes again. */
    void stop() {
        stopping = true;
    }

    @Override
    public void handleBatch(
            List<RecordChangeEvent<SourceRecord>> records, RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        for (var record : records) {
            awaitRoom(committer);
            if (stopping) {
                return;
            }
            take(record);
        }
        settle(committer);
    }

    private void take(RecordChangeEvent<SourceRecord> event) throws InterruptedException {
        var record = event.record();
        var value = (Struct) record.value();
        Delivery delivery = null;
        Long below = null;
        if (isInsert(value)) {
            metrics.read();
            delivery = deliver(value.getStruct("after"));
        } else if (isHeartbeat(value)) {
            metrics.read();
            below = transactionsBelow(value.getStruct("message"));
        }
        if (!stopping) {
            inFlight.add(new InFlight.Item(event, new Position(Position.lsnOf(record), below), delivery));
        }
    }

    private @Nullable Delivery deliver(Struct row) {
        var event = OutboxRow.of(row);
        return publisher.send(event, () -> {
            // Waiting for Kafka is not silence, but it is lag.
            metrics.read();
            var oldest = inFlight.oldestRecordedAt();
            metrics.inFlight(inFlight.size() + 1, oldest == null ? event.recordedAt() : oldest);
            return stopping;
        });
    }

    /** Bounds what is on its way; while it waits it goes on confirming. */
    private void awaitRoom(RecordCommitter<RecordChangeEvent<SourceRecord>> committer) throws InterruptedException {
        while (inFlight.size() >= maxInFlight && !stopping) {
            metrics.read();
            var oldest = inFlight.oldest();
            if (oldest != null) {
                oldest.await(WAIT_MILLIS);
            }
            settle(committer);
        }
    }

    private void settle(RecordCommitter<RecordChangeEvent<SourceRecord>> committer) throws InterruptedException {
        for (var item = inFlight.takeDone(); item != null; item = inFlight.takeDone()) {
            if (item.delivery() != null) {
                settle(item.delivery());
            }
            if (item.position().transactionsBelow() != null) {
                transactionsBelow = item.position().transactionsBelow();
            }
            published = new Position(item.position().lsn(), transactionsBelow);
            remember(item);
        }
        metrics.inFlight(inFlight.size(), inFlight.oldestRecordedAt());
        confirm(committer);
    }

    private void settle(Delivery delivery) {
        var failure = delivery.outcome().getNow(null);
        if (failure == null) {
            return;
        }
        if (!Publisher.isRefusal(failure)) {
            throw new RelayFailure("Kafka did not take event " + delivery.entry().envelope().id(), failure);
        }
        try {
            database.setAside(delivery.entry(), failure.toString());
        } catch (SQLException e) {
            throw new RelayFailure("could not set event " + delivery.entry().envelope().id() + " aside", e);
        }
        metrics.setAside();
        log.atError().addKeyValue("event.id", delivery.entry().envelope().id())
                .addKeyValue("topic", delivery.entry().topic()).addKeyValue("reason", failure.toString())
                .log("Kafka refuses an event for ever, set aside");
    }

    /** Of the items at one position only the last matters. */
    private void remember(InFlight.Item item) {
        var last = unconfirmed.peekLast();
        if (last != null && last.position().lsn() == item.position().lsn()) {
            unconfirmed.removeLast();
        }
        unconfirmed.addLast(item);
    }

    private void confirm(RecordCommitter<RecordChangeEvent<SourceRecord>> committer) throws InterruptedException {
        InFlight.Item confirmed = null;
        for (var item = unconfirmed.peekFirst(); item != null
                && item.position().lsn() <= recordedLsn; item = unconfirmed
                        .peekFirst()) {
            confirmed = unconfirmed.removeFirst();
        }
        if (confirmed != null) {
            committer.markProcessed(confirmed.record());
            committer.markBatchFinished();
        }
    }

    private static boolean isInsert(@Nullable Struct value) {
        return value != null && value.schema().field("after") != null && value.getStruct("after") != null;
    }

    private static boolean isHeartbeat(@Nullable Struct value) {
        return value != null && value.schema().field("message") != null
                && RelayDatabase.HEARTBEAT_PREFIX.equals(value.getStruct("message").getString("prefix"));
    }

    private static Long transactionsBelow(Struct message) {
        var content = message.get("content");
        var bytes = content instanceof ByteBuffer buffer ? buffer.duplicate() : ByteBuffer.wrap((byte[]) content);
        return Long.valueOf(StandardCharsets.US_ASCII.decode(bytes).toString());
    }
}
