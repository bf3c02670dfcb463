package dev.ridewire.messaging.relay;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A gate that lets one event alone into each partition, until Kafka has taken it. A broker that knows nothing of a
 * producer takes any batch as its first. A leader may not be ready for one batch but ready for the next, as just after
 * its topic was made. It then takes the second before the first, and refuses the first as out of order until its
 * delivery times out (<a href="https://issues.apache.org/jira/browse/KAFKA-15591">KAFKA-15591</a>). Used by one thread,
 * that of the sends.
 */
final class Openings {
    /**
     * Half of what brokers remember a producer that is silent, unless they are told otherwise ({@code
     * producer.id.expiration.ms}).
     */
    private static final Duration REMEMBERED = Duration.ofHours(12);
    private static final int WAIT_MILLIS = 50;

    private final LongSupplier nanos;
    private final Map<TopicPartition, Opening> openings = new HashMap<>();

    Openings(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Reports whether an event may be sent to a partition by now. If not, it has waited a moment for that. */
    boolean admits(Delivery delivery, TopicPartition partition) throws InterruptedException {
        long now = nanos.getAsLong();
        var opening = openings.get(partition);
        if (opening == null || opening.failed() || now - opening.lastSent > REMEMBERED.toNanos()) {
            openings.put(partition, new Opening(delivery, now));
            return true;
        }
        if (opening.isTaken()) {
            opening.lastSent = now;
            return true;
        }
        opening.await();
        return false;
    }

    /** An event that was admitted was not sent after all. */
    void notSent(Delivery delivery, TopicPartition partition) {
        var opening = openings.get(partition);
        if (opening != null && opening.outcome == delivery.outcome()) {
            openings.remove(partition);
        }
    }

    private static final class Opening {
        /** The outcome of the first event, which itself is not kept. */
        private final CompletableFuture<@Nullable Exception> outcome;
        private long lastSent;

        Opening(Delivery first, long lastSent) {
            this.outcome = first.outcome();
            this.lastSent = lastSent;
        }

        boolean isTaken() {
            return outcome.isDone() && outcome.getNow(null) == null;
        }

        boolean failed() {
            return outcome.isDone() && outcome.getNow(null) != null;
        }

        void await() throws InterruptedException {
            Delivery.await(outcome, WAIT_MILLIS);
        }
    }
}
