package dev.ridewire.messaging.inbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The time that each partition has waited at the same record. Shared by the threads of a consumer. */
final class Patience {
    private final Duration limit;
    private final Map<TopicPartition, Wait> waits = new ConcurrentHashMap<>();

    Patience(Duration limit) {
        this.limit = limit;
    }

    /** @param since a value of {@link System#nanoTime} */
    private record Wait(long offset, long since) {}

    /** Notes that the poll was handed back at this record. */
    void waitsAt(ConsumerRecord<?, ?> record) {
        waits.compute(partitionOf(record), (partition, wait) -> wait != null && wait.offset() == record.offset()
                ? wait
                : new Wait(record.offset(), System.nanoTime()));
    }

    /** Reports whether polls were handed back at this same record for too long. */
    boolean isOver(ConsumerRecord<?, ?> record) {
        var wait = waits.get(partitionOf(record));
        return wait != null && wait.offset() == record.offset()
                && System.nanoTime() - wait.since() > limit.toNanos();
    }

    void settled(List<? extends ConsumerRecord<?, ?>> records) {
        if (!waits.isEmpty()) {
            records.forEach(record -> waits.remove(partitionOf(record)));
        }
    }

    private static TopicPartition partitionOf(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
