package dev.ridewire.messaging.inbox;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * A listener that, when partitions are assigned, warns of records that their topic dropped before the consumer had read
 * them. Kafka's client continues silently with the first record that is left. It also forgets the position of a
 * consumer that has been away for long.
 */
final class GapDetector implements ConsumerAwareRebalanceListener {
    private static final Logger log = LoggerFactory.getLogger(GapDetector.class);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final String name;
    /** A check whether this consumer has ever applied an event: if it has applied none, it misses none. */
    private final BooleanSupplier hasApplied;
    private final InboxMetrics metrics;

    GapDetector(String name, BooleanSupplier hasApplied, InboxMetrics metrics) {
        this.name = name;
        this.hasApplied = hasApplied;
        this.metrics = metrics;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        try {
            lookForGaps(consumer, partitions);
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            // The consumer runs without this check; the next assignment repeats it.
            log.atWarn().addKeyValue("consumer", name).addKeyValue("partitions", partitions)
                    .addKeyValue("reason", e.toString())
                    .log("gap check failed: records that expired unread may go unnoticed");
        }
    }

    private void lookForGaps(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, @Nullable OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions), ANSWER);
        var skipping = new HashMap<TopicPartition, OffsetAndMetadata>();
        consumer.beginningOffsets(partitions, ANSWER).forEach((partition, beginning) -> {
            var place = committed.get(partition);
            if (beginning > (place == null ? 0 : place.offset())) {
                skipping.put(partition, new OffsetAndMetadata(beginning));
            }
        });
        if (skipping.isEmpty()) {
            return;
        }
        boolean isNew = !hasApplied.getAsBoolean();
        skipping.forEach((partition, beginning) -> {
            var place = committed.get(partition);
            if (place != null || !isNew) {
                report(partition, place, beginning.offset());
            }
        });
        // Kafka's client continues there anyway. The commit keeps the next assignment from reporting the same gap
        // again.
        consumer.commitSync(skipping, ANSWER);
    }

    private void report(TopicPartition partition, @Nullable OffsetAndMetadata place, long beginning) {
        metrics.gap();
        log.atError().addKeyValue("consumer", name).addKeyValue("topic", partition.topic())
                .addKeyValue("partition", partition.partition())
                .addKeyValue("committed", place == null ? "forgotten" : place.offset())
                .addKeyValue("beginning", beginning)
                .log("records expired unread: their aggregates stay missing until they change again");
    }
}
