package dev.ridewire.messaging.relay.publish;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;

/**
 * The events that Kafka refused, and their neighbours. A broker refuses the whole batch for one record, and the
 * producer tries no other record of it again. With several refused records the client can't even tell why. So each of
 * these events comes again in a batch of its own: healthy neighbours are taken, and the reason for a refusal is exact.
 * This object outlives engines, which such a refusal ends.
 */
public final class RefusedEvents {
    private final Duration patience;
    private final LongSupplier nanos;
    /**
     * An event that is set aside stays in it: the stretch may come again before its set-aside row is committed, and the
     * event would then fail its neighbours once more. Few events are ever refused.
     */
    private final Set<UUID> alone = ConcurrentHashMap.newKeySet();
    private final Map<UUID, Long> wrongTimeSince = new ConcurrentHashMap<>();

    /** @param patience with a record's time: each send gives it a new one, and clocks are corrected */
    public RefusedEvents(Duration patience, LongSupplier nanos) {
        this.patience = patience;
        this.nanos = nanos;
    }

    /**
     * Reports whether a failure may come from another record of the batch. Kafka's client has no exception type for
     * that.
     */
    public static boolean isOfItsBatch(Exception failure) {
        return failure.getClass() == KafkaException.class || failure instanceof InvalidRecordException
                || failure instanceof InvalidTimestampException || failure instanceof RecordBatchTooLargeException;
    }

    /** Notes that Kafka has refused this event's batch. */
    public void refused(UUID event) {
        alone.add(event);
    }

    /** Reports whether an event needs a batch of its own. */
    public boolean goesAlone(UUID event) {
        return !alone.isEmpty() && alone.contains(event);
    }

    /** Kafka has taken the event. */
    public void forget(UUID event) {
        if (!alone.isEmpty()) {
            alone.remove(event);
            wrongTimeSince.remove(event);
        }
    }

    /** Forgets every refusal: another instance has led meanwhile. */
    public void forget() {
        alone.clear();
        wrongTimeSince.clear();
    }

    /**
     * Reports whether an event is to be set aside.
     *
     * @param failure of the event in a batch of its own
     */
    public boolean isRefused(UUID event, Exception failure) {
        if (failure.getClass() == KafkaException.class) {
            return false;
        }
        if (!(failure instanceof InvalidTimestampException)) {
            return true;
        }
        long now = nanos.getAsLong();
        boolean refused = now - wrongTimeSince.computeIfAbsent(event, _ -> now) >= patience.toNanos();
        if (refused) {
            wrongTimeSince.remove(event);
        }
        return refused;
    }
}
