package dev.ridewire.messaging.relay;

import io.debezium.engine.RecordChangeEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** What was read and not yet confirmed, in the order of the WAL. Belongs to the handler's thread. */
final class InFlight {
    private final Deque<Item> items = new ArrayDeque<>();
    private int deliveries;

    void add(Item item) {
        items.addLast(item);
        if (item.delivery() != null) {
            deliveries++;
        }
    }

    /** The next one that is through, in order; null while the first of them is still on its way. */
    @Nullable
    Item takeDone() {
        var first = items.peekFirst();
        if (first == null || (first.delivery() != null && !first.delivery().isDone())) {
            return null;
        }
        items.removeFirst();
        if (first.delivery() != null) {
            deliveries--;
        }
        return first;
    }

    /** Of events; heartbeats don't count. */
    int size() {
        return deliveries;
    }

    /** The event that holds the others up. */
    @Nullable
    Delivery oldest() {
        for (var item : items) {
            if (item.delivery() != null) {
                return item.delivery();
            }
        }
        return null;
    }

    @Nullable
    Instant oldestRecordedAt() {
        var oldest = oldest();
        return oldest == null ? null : oldest.recordedAt();
    }

    /**
     * @param record   as Debezium wants it back
     * @param position after it
     * @param delivery null for what is not sent, such as heartbeats
     */
    record Item(RecordChangeEvent<SourceRecord> record, Position position, @Nullable Delivery delivery) {}
}
