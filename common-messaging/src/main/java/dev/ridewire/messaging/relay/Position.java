package dev.ridewire.messaging.relay;

import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * A place in the WAL up to which everything is done.
 *
 * @param lsn               what the slot may be confirmed to
 * @param transactionsBelow all transactions below this one are done; null where the record doesn't tell
 */
record Position(long lsn, @Nullable Long transactionsBelow) {
    /** The very place that Debezium confirms once the record is marked. */
    static long lsnOf(SourceRecord record) {
        Map<String, ?> offset = record.sourceOffset();
        if (offset.get("lsn_commit") instanceof Number commit) {
            return commit.longValue();
        }
        return offset.get("lsn_proc") instanceof Number processed ? processed.longValue() : 0;
    }
}
