package dev.ridewire.messaging.relay.publish;

import dev.ridewire.messaging.relay.WalPosition;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The events read and not yet acknowledged, in the order of the WAL, and the WAL positions between them. */
final class InFlight {
    /**
     * The limit of payload bytes: twice the producer's buffer. It bounds the memory when many of the largest events are
     * in flight.
     */
    private static final long MAX_BYTES = 64L << 20;

    private final Deque<Item> items = new ArrayDeque<>();
    private final int maxDeliveries;
    private int deliveries;
    private long bytes;

    InFlight(int maxDeliveries) {
        this.maxDeliveries = maxDeliveries;
    }

    /** An item of the queue. Items leave it in the order in which they came. */
    sealed interface Item {
        /** An event, which leaves the queue once it has an outcome. */
        record Event(Delivery delivery) implements Item {}

        /** A position, which leaves the queue once all events before it have. */
        record Passed(WalPosition position) implements Item {}
    }

    void add(Delivery delivery) {
        items.addLast(new Item.Event(delivery));
        deliveries++;
        bytes += sizeOf(delivery);
    }

    void add(WalPosition position) {
        items.addLast(new Item.Passed(position));
    }

    /** Reports whether no more may be added until the first is acknowledged. */
    boolean isFull() {
        return deliveries >= maxDeliveries || bytes >= MAX_BYTES;
    }

    /** Takes the next item that is done; null while the first event has no outcome. */
    @Nullable
    Item takeDone() {
        if (items.peekFirst() instanceof Item.Event(var delivery)) {
            if (!delivery.isDone()) {
                return null;
            }
            deliveries--;
            bytes -= sizeOf(delivery);
        }
        return items.pollFirst();
    }

    /** Returns the number of events; positions do not count. */
    int size() {
        return deliveries;
    }

    /** Returns the event that the others wait for. */
    @Nullable
    Delivery oldest() {
        for (var item : items) {
            if (item instanceof Item.Event(var delivery)) {
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

    private static int sizeOf(Delivery delivery) {
        return delivery.entry().envelope().payload().size();
    }
}
