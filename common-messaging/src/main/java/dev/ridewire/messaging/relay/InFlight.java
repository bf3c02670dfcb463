package dev.ridewire.messaging.relay;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What was read and is not yet through, in the order of the WAL: events on their way, and the places in the WAL between them. */
final class InFlight {
    private final Deque<Object> items = new ArrayDeque<>();
    private int deliveries;

    void add(Delivery delivery) {
        items.addLast(delivery);
        deliveries++;
    }

    /** All before it is done once it is taken. */
    void add(Position position) {
        items.addLast(position);
    }

    /** The next one that is through, a {@link Delivery} or a {@link Position}; null while the first event is still on its way. */
    @Nullable
    Object takeDone() {
        var first = items.peekFirst();
        if (first instanceof Delivery delivery) {
            if (!delivery.isDone()) {
                return null;
            }
            deliveries--;
        }
        return items.pollFirst();
    }

    /** Of events; positions don't count. */
    int size() {
        return deliveries;
    }

    /** The event that holds the others up. */
    @Nullable
    Delivery oldest() {
        for (var item : items) {
            if (item instanceof Delivery delivery) {
                return delivery;
            }
        }
        return null;
    }

    @Nullable
    Instant oldestRecordedAt() {
        var oldest = oldest();
        return oldest == null ? null : oldest.recordedAt();
    }
}
