package dev.ridewire.messaging.relay.publish;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A gate before each partition, through which some events go alone: nothing is on its way to the partition before such
 * an event, and nothing follows until Kafka has answered.
 *
 * <ul>
 *   <li>The first event of a producer goes alone. A broker that does not know a producer yet takes any batch as its
 *       first. Just after a topic was created, its leader may refuse one batch and accept the next. It then refuses
 *       the first batch as out of order until its delivery times out
 *       (<a href="https://issues.apache.org/jira/browse/KAFKA-15591">KAFKA-15591</a>).
 *   <li>An event that Kafka refused, or whose batch it refused, goes alone when it comes again ({@link
 *       RefusedEvents}).
 * </ul>
 *
 * <p>Only the sending thread uses it.
 */
public final class PartitionGate {
    /** Half the time after which brokers forget a silent producer by default ({@code producer.id.expiration.ms}). */
    private static final Duration REMEMBERED = Duration.ofHours(12);
    private static final int WAIT_MILLIS = 50;

    private final LongSupplier nanos;
    private final Map<TopicPartition, Passage> passages = new HashMap<>();

    public PartitionGate(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Reports whether an event may be sent to a partition by now. If not, it has waited a moment for that. */
    public boolean admits(Delivery delivery, TopicPartition partition) throws InterruptedException {
        long now = nanos.getAsLong();
        var passage = passages.get(partition);
        if (passage == null || passage.failed() || now - passage.lastSent > REMEMBERED.toNanos()) {
            passages.put(partition, new Passage(delivery, now));
            return true;
        }
        if (!passage.isTaken()) {
            Delivery.await(passage.alone, WAIT_MILLIS);
            return false;
        }
        if (delivery.alone()) {
            if (!passage.last.isDone()) {
                Delivery.await(passage.last, WAIT_MILLIS);
                return false;
            }
            passages.put(partition, new Passage(delivery, now));
            return true;
        }
        passage.beforeLast = passage.last;
        passage.last = delivery.outcome();
        passage.lastSent = now;
        return true;
    }

    /** Takes back the admission of an event that was not sent after all. */
    public void notSent(Delivery delivery, TopicPartition partition) {
        var passage = passages.get(partition);
        if (passage != null && passage.alone == delivery.outcome()) {
            passages.remove(partition);
        } else if (passage != null && passage.last == delivery.outcome()) {
            // Nobody would ever complete it, and an event that goes alone waits for it.
            passage.last = passage.beforeLast;
        }
    }

    private static final class Passage {
        /** The outcome of the event that went alone; the event itself is not kept. */
        private final CompletableFuture<@Nullable Exception> alone;
        /** The outcome of the last event; the partition's newest batch holds it. */
        private CompletableFuture<@Nullable Exception> last;
        private CompletableFuture<@Nullable Exception> beforeLast;
        private long lastSent;

        Passage(Delivery first, long lastSent) {
            this.alone = first.outcome();
            this.last = alone;
            this.beforeLast = alone;
            this.lastSent = lastSent;
        }

        boolean isTaken() {
            return alone.isDone() && alone.getNow(null) == null;
        }

        boolean failed() {
            return alone.isDone() && alone.getNow(null) != null;
        }
    }
}
