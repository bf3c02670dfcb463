package dev.ridewire.messaging.relay;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;

/**
 * The events that Kafka refused, and their neighbours. A broker refuses the whole batch for one record, and the
 * producer tries no other record of it again. So each of these events comes again in a batch of its own: healthy
 * neighbours are taken, and the refused event is known. This object outlives engines, which such a refusal ends.
 */
final class RefusedEvents {
    private final Duration patience;
    private final LongSupplier nanos;
    private final Map<UUID, Long> refusedSince = new ConcurrentHashMap<>();

    /** @param patience with a record's timestamp: each send gives it a new one, and clocks are corrected */
    RefusedEvents(Duration patience, LongSupplier nanos) {
        this.patience = patience;
        this.nanos = nanos;
    }

    /**
     * Reports whether a failure may come from another record of the batch. The client has no type of its own for it.
     */
    static boolean isOfItsBatch(Exception failure) {
        return failure.getClass() == KafkaException.class || isOfTheRecord(failure);
    }

    private static boolean isOfTheRecord(Exception failure) {
        return failure instanceof InvalidRecordException || failure instanceof InvalidTimestampException;
    }

    /** Kafka has refused this event's batch. */
    void refused(UUID event) {
        refusedSince.putIfAbsent(event, nanos.getAsLong());
    }

    /** Reports whether an event must share its batch with no other. */
    boolean goesAlone(UUID event) {
        return !refusedSince.isEmpty() && refusedSince.containsKey(event);
    }

    /** Kafka has taken the event, or it is set aside. */
    void forget(UUID event) {
        if (!refusedSince.isEmpty()) {
            refusedSince.remove(event);
        }
    }

    /** Forgets every refusal: another instance has led meanwhile. */
    void forget() {
        refusedSince.clear();
    }

    /** Reports whether Kafka has refused the event for so long that it is to be set aside. */
    boolean outlastsPatience(UUID event) {
        var since = refusedSince.get(event);
        return since != null && nanos.getAsLong() - since >= patience.toNanos();
    }
}
