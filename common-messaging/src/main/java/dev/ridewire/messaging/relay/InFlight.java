package dev.ridewire.messaging.relay;

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

    private final Deque<Object> items = new ArrayDeque<>();
    private final int maxDeliveries;
    private int deliveries;
    private long bytes;

    InFlight(int maxDeliveries) {
        this.maxDeliveries = maxDeliveries;
    }

    void add(Delivery delivery) {
        items.addLast(delivery);
        deliveries++;
        bytes += sizeOf(delivery);
    }

    /** Reports whether no more may be added until the first is acknowledged. */
    boolean isFull() {
        return deliveries >= maxDeliveries || bytes >= MAX_BYTES;
    }

    /** Adds a position. When it is taken, all events before it are done. */
    void add(Position position) {
        items.addLast(position);
    }

    /**
     * Takes the next item that is done, a {@link Delivery} or a {@link Position}; null while the first event is not
     * acknowledged.
     */
    @Nullable
    Object takeDone() {
        var first = items.peekFirst();
        if (first instanceof Delivery delivery) {
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
            if (item instanceof Delivery delivery) {
                return delivery;
            }
        }
        return null;
    }

    private static int sizeOf(Delivery delivery) {
        return delivery.entry().envelope().payload().size();
    }

    @Nullable
    Instant oldestRecordedAt() {
        var oldest = oldest();
        return oldest == null ? null : oldest.recordedAt();
    }
}
