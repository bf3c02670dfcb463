package dev.ridewire.messaging.relay.wal;

import dev.ridewire.messaging.relay.OutboxRow;
import dev.ridewire.messaging.relay.RelayFailure;
import dev.ridewire.messaging.relay.WalPosition;
import dev.ridewire.messaging.relay.slot.RelayDatabase;
import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import io.debezium.engine.spi.OffsetCommitPolicy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Debezium's embedded engine. Its committer is not thread-safe, so confirming happens in {@link #handleBatch};
 * Debezium's timer heartbeats bring the engine back there when nothing else does.
 */
public final class DebeziumSource implements WalSource, ChangeConsumer<RecordChangeEvent<SourceRecord>> {
    private static final Logger log = LoggerFactory.getLogger(DebeziumSource.class);

    private final ChangeHandler handler;
    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final Deque<Unconfirmed> unconfirmed = new ArrayDeque<>();
    private volatile boolean streaming;
    private volatile @Nullable Throwable failure;

    public DebeziumSource(Properties settings, ChangeHandler handler) {
        this.handler = handler;
        this.engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(settings)
                .using(DebeziumSource.class.getClassLoader())
                // Debezium confirms at once each record that the handler marks.
                .using((OffsetCommitPolicy) (marked, sinceLast) -> marked > 0)
                .using(new DebeziumEngine.ConnectorCallback() {
                    @Override
                    public void pollingStarted() {
                        streaming = true;
                    }
                })
                .using((success, message, error) -> failure = success
                        ? null
                        : error != null ? error : new IllegalStateException(message))
                .notifying(this)
                .build();
    }

    @Override
    public void run() {
        engine.run();
        var reason = failure;
        if (reason != null) {
            throw new RelayFailure("Debezium's engine ended", reason);
        }
    }

    @Override
    public boolean isStreaming() {
        return streaming;
    }

    @Override
    public void stop() {
        try {
            engine.close();
        } catch (IllegalStateException | IOException e) {
            log.atDebug().setCause(e).log("engine close failed, retrying");
        }
    }

    @Override
    public void handleBatch(
            List<RecordChangeEvent<SourceRecord>> records, RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        for (var record : records) {
            if (!take(record.record(), () -> confirm(committer))) {
                return;
            }
            remember(new Unconfirmed(lsnOf(record.record()), record));
        }
        confirm(committer);
    }

    /** @return false if the handler is being stopped */
    private boolean take(SourceRecord record, ChangeHandler.Meanwhile meanwhile) throws InterruptedException {
        var value = (Struct) record.value();
        Long below = null;
        if (isInsert(value)) {
            if (!handler.publish(OutboxRow.of(value.getStruct("after")), meanwhile)) {
                return false;
            }
        } else if (isHeartbeat(value)) {
            below = transactionsBelow(value.getStruct("message"));
        }
        handler.passed(new WalPosition(lsnOf(record), below));
        return true;
    }

    /** Keeps only the last of the records at one position. */
    private void remember(Unconfirmed next) {
        var last = unconfirmed.peekLast();
        if (last != null && last.lsn() == next.lsn()) {
            unconfirmed.removeLast();
        }
        unconfirmed.addLast(next);
    }

    private void confirm(RecordCommitter<RecordChangeEvent<SourceRecord>> committer) throws InterruptedException {
        Unconfirmed confirmed = null;
        for (var next = unconfirmed.peekFirst(); next != null && next.lsn() <= handler.confirmable(); next = unconfirmed
                .peekFirst()) {
            confirmed = unconfirmed.removeFirst();
        }
        if (confirmed != null) {
            committer.markProcessed(confirmed.record());
            committer.markBatchFinished();
        }
    }

    /** Debezium confirms exactly this position once the record is marked. */
    private static long lsnOf(SourceRecord record) {
        Map<String, ?> offset = record.sourceOffset();
        if (offset.get("lsn_commit") instanceof Number commit) {
            return commit.longValue();
        }
        return offset.get("lsn_proc") instanceof Number processed ? processed.longValue() : 0;
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

    private record Unconfirmed(long lsn, RecordChangeEvent<SourceRecord> record) {}
}
