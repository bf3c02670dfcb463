package dev.ridewire.messaging.relay.publish;

import dev.ridewire.messaging.relay.RelayFailure;
import dev.ridewire.messaging.relay.RelayMetrics;
import dev.ridewire.messaging.relay.WalPosition;
import dev.ridewire.messaging.relay.slot.RelayDatabase;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events on their way to Kafka, settled in the order of the WAL. An event that Kafka refuses is set aside. Behind
 * an event that Kafka did not take, nothing is settled any more. The sending thread and the supervisor share it.
 */
public final class Unacknowledged {
    private static final Logger log = LoggerFactory.getLogger(Unacknowledged.class);

    private final Publisher publisher;
    private final RelayDatabase database;
    private final RelayMetrics metrics;
    private final InFlight inFlight;
    private @Nullable WalPosition published;
    private boolean eventsSettled;
    private @Nullable RelayFailure failure;
    /** The time at which the event that is being handed to the producer was recorded; null between two events. */
    private volatile @Nullable Instant beingSent;

    public Unacknowledged(Publisher publisher, RelayDatabase database, RelayMetrics metrics, int maxInFlight) {
        this.publisher = publisher;
        this.database = database;
        this.metrics = metrics;
        this.inFlight = new InFlight(maxInFlight);
    }

    /** Counts an event as waiting, from now until it is added. */
    public void sending(Instant recordedAt) {
        beingSent = recordedAt;
    }

    public synchronized void add(Delivery delivery) {
        inFlight.add(delivery);
        beingSent = null;
    }

    /** Adds a position, which is published once all events before it are settled. */
    public synchronized void add(WalPosition position) {
        inFlight.add(position);
    }

    /**
     * Settles what Kafka has answered.
     *
     * @return the position up to which every event is in Kafka or set aside; null before the first
     * @throws RelayFailure now and at each later call, if Kafka did not take an event
     */
    public synchronized @Nullable WalPosition settle() {
        if (failure != null) {
            throw failure;
        }
        for (var item = inFlight.takeDone(); item != null; item = inFlight.takeDone()) {
            switch (item) {
                case InFlight.Item.Event(var delivery) -> settle(delivery);
                case InFlight.Item.Passed(var position) -> published = position.after(published);
            }
        }
        var waiting = beingSent;
        var oldest = inFlight.oldestRecordedAt();
        metrics.inFlight(waiting == null ? inFlight.size() : inFlight.size() + 1, oldest == null ? waiting : oldest);
        return published;
    }

    /** Returns the position that {@link #settle} reaches at the end of an engine, even of one that failed. */
    public synchronized @Nullable WalPosition settleAtTheEnd() {
        try {
            return settle();
        } catch (RelayFailure e) {
            log.atDebug().setCause(e).log("publishing stopped at an event that Kafka did not take");
            return published;
        }
    }

    /** Returns the event to wait for while there is no room for another; null if there is room. */
    public synchronized @Nullable Delivery oldestIfFull() {
        if (!inFlight.isFull()) {
            return null;
        }
        settle();
        return inFlight.isFull() ? inFlight.oldest() : null;
    }

    /** Returns the event to wait for; null once all are settled. */
    public synchronized @Nullable Delivery oldest() {
        settle();
        return inFlight.oldest();
    }

    /** Reports whether an event was settled since the last call. */
    public synchronized boolean takeEventsSettled() {
        boolean any = eventsSettled;
        eventsSettled = false;
        return any;
    }

    private void settle(Delivery delivery) {
        eventsSettled = true;
        var reason = delivery.outcome().getNow(null);
        if (reason == null) {
            return;
        }
        if (!publisher.isRefusal(delivery, reason)) {
            failure = new RelayFailure("Kafka did not take event " + delivery.entry().envelope().id(), reason);
            throw failure;
        }
        try {
            publisher.setAside(delivery, reason, database);
        } catch (SQLException e) {
            failure = new RelayFailure("could not set event " + delivery.entry().envelope().id() + " aside", e);
            throw failure;
        }
    }
}
