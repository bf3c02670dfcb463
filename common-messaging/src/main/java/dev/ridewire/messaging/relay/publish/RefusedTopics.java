package dev.ridewire.messaging.relay.publish;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * The topics for which Kafka answers but takes no event: they do not exist, or we may not write to them. Their events
 * wait for the configured patience, because somebody may fix the topic. Then they are set aside, because the events of
 * other topics wait behind them. This object outlives engines, some of which end with such a refusal. See {@code
 * docs/adr/0019-a-topic-that-is-not-there.md}.
 */
public final class RefusedTopics {
    private final Duration patience;
    private final LongSupplier nanos;
    private final Map<String, Refusal> topics = new ConcurrentHashMap<>();

    public RefusedTopics(Duration patience, LongSupplier nanos) {
        this.patience = patience;
        this.nanos = nanos;
    }

    /** Returns the refusal of a topic that a failed send reports; null if the send failed for another reason. */
    public static @Nullable Exception refusalIn(Exception failure) {
        if (failure instanceof TopicAuthorizationException || failure instanceof UnknownTopicOrPartitionException) {
            return failure;
        }
        return failure.getCause() instanceof UnknownTopicOrPartitionException unknown ? unknown : null;
    }

    /** Notes that Kafka has refused the topic again. */
    public void refused(String topic, Exception reason) {
        long now = nanos.getAsLong();
        var known = topics.computeIfAbsent(topic, _ -> new Refusal(now, now, reason));
        topics.replace(topic, known, new Refusal(known.since(), now, reason));
    }

    /** Forgets the topic: Kafka has taken an event for it, or does not answer any more. */
    public void forget(String topic) {
        if (!topics.isEmpty()) {
            topics.remove(topic);
        }
    }

    /** Forgets every refusal: somebody may have fixed the topics while another instance led. */
    public void forget() {
        topics.clear();
    }

    /** Reports whether the events of a topic are to be set aside. */
    public boolean outlastsPatience(String topic) {
        var known = topics.get(topic);
        return known != null && isOver(known.since());
    }

    /**
     * Returns why not even to try an event: each try of a topic that does not exist delays other topics by up to a
     * second. Returns null for all other topics. It also returns null once per patience, to see whether somebody has
     * fixed the topic.
     */
    @Nullable
    public Exception reasonNotToTry(String topic) {
        if (topics.isEmpty()) {
            return null;
        }
        var known = topics.get(topic);
        return known == null || !isOver(known.since()) || isOver(known.asked()) ? null : known.reason();
    }

    private boolean isOver(long since) {
        return nanos.getAsLong() - since >= patience.toNanos();
    }

    /**
     * The refusals of a topic; times are values of {@link System#nanoTime}.
     *
     * @param asked when Kafka was last asked
     */
    private record Refusal(long since, long asked, Exception reason) {}
}
