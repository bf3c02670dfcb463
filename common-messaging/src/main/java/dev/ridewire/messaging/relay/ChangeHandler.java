package dev.ridewire.messaging.relay;

import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what is read from the WAL and sends it on without waiting for Kafka. A place in the WAL passes three stages,
 * always in order: <em>published</em> (all before it is acknowledged), <em>recorded</em> (the watermark row says so;
 * the supervisor's doing) and <em>confirmed</em> (the slot may let go of it; the source's doing). Used by two threads:
 * the source's reads, and either settles.
 */
final class ChangeHandler {
    private static final Logger log = LoggerFactory.getLogger(ChangeHandler.class);
    private static final int WAIT_MILLIS = 50;

    private final Publisher publisher;
    private final RelayDatabase database;
    private final RelayMetrics metrics;

    private final InFlight inFlight;
    private @Nullable Position published;
    private boolean eventsPublished;
    /** The failure of the event that Kafka did not take: nothing after it is ever published by this handler. */
    private @Nullable RelayFailure failure;

    /** When the event was recorded that the producer is being given; null between two. */
    private volatile @Nullable Instant beingSent;
    private volatile long recordedLsn;
    private volatile boolean stopping;
    private volatile boolean waking;

    /** @param recordedLsn the watermark; all before it is in Kafka and is not read again */
    ChangeHandler(Publisher publisher, RelayDatabase database, RelayMetrics metrics, int maxInFlight,
            long recordedLsn) {
        this.publisher = publisher;
        this.database = database;
        this.metrics = metrics;
        this.inFlight = new InFlight(maxInFlight);
        this.recordedLsn = recordedLsn;
    }

    /**
     * The work of a source that is kept waiting, done about twice a second or more often: it confirms positions and
     * shows the server that it is alive.
     */
    interface Meanwhile {
        void run() throws InterruptedException;
    }

    /** Everything up to here is in Kafka; null until something is. */
    synchronized @Nullable Position published() {
        settle();
        return published;
    }

    /** As {@link #published}, of a handler that has ended, for whatever reason: what is in Kafka is. */
    synchronized @Nullable Position publishedInTheEnd() {
        try {
            settle();
        } catch (RelayFailure e) {
            log.atDebug().setCause(e).log("publishing stopped at an event that Kafka did not take");
        }
        return published;
    }

    /** The watermark row holds this position: the slot may follow. */
    void recorded(Position position) throws SQLException {
        recordedLsn = position.lsn();
        if (waking && takeEventsPublished()) {
            database.heartbeat();
        }
    }

    /** Up to here the slot may follow, and a source need not read. */
    long confirmable() {
        return recordedLsn;
    }

    /**
     * For a source that can confirm only when it has read something: it will be woken when there is something to
     * confirm.
     */
    void wakeToConfirm() {
        waking = true;
    }

    /** Gives a source that sleeps until something is written to the WAL something to read, at once. */
    void wake() throws SQLException {
        database.call();
    }

    /** Waits for nothing any more. What is on its way and unconfirmed comes again. */
    void stop() {
        stopping = true;
    }

    boolean isStopping() {
        return stopping;
    }

    /**
     * Sends an event. Waits while too much is on its way or the producer takes none.
     *
     * @return false if stopped before it was taken
     */
    boolean publish(OutboxRow row, Meanwhile meanwhile) throws InterruptedException {
        metrics.read();
        awaitRoom(meanwhile);
        requireLead();
        beingSent = row.recordedAt();
        var delivery = publisher.send(row, () -> waitsInVain(meanwhile));
        if (delivery == null) {
            if (!stopping) {
                throw new InterruptedException("interrupted before Kafka took the event");
            }
            return false;
        }
        synchronized (this) {
            inFlight.add(delivery);
            beingSent = null;
        }
        return true;
    }

    /** A place in the WAL was reached. */
    synchronized void passed(Position position) {
        if (position.transactionsBelow() != null) {
            metrics.read();
        }
        inFlight.add(position);
    }

    private void awaitRoom(Meanwhile meanwhile) throws InterruptedException {
        for (var oldest = oldestIfFull(); oldest != null && !stopping; oldest = oldestIfFull()) {
            // Waiting for Kafka is not silence, but it is lag.
            metrics.read();
            oldest.await(WAIT_MILLIS);
            meanwhile.run();
        }
    }

    private synchronized @Nullable Delivery oldestIfFull() {
        if (!inFlight.isFull()) {
            return null;
        }
        settle();
        return inFlight.isFull() ? inFlight.oldest() : null;
    }

    private synchronized boolean takeEventsPublished() {
        boolean any = eventsPublished;
        eventsPublished = false;
        return any;
    }

    private void settle() {
        if (failure != null) {
            throw failure;
        }
        for (var item = inFlight.takeDone(); item != null; item = inFlight.takeDone()) {
            switch (item) {
                case Delivery delivery -> settle(delivery);
                case Position position -> published = new Position(position.lsn(), position.transactionsBelow() == null
                        ? published == null ? null : published.transactionsBelow()
                        : position.transactionsBelow());
                default -> throw new IllegalStateException("not in flight: " + item);
            }
        }
        var waiting = beingSent;
        var oldest = inFlight.oldestRecordedAt();
        metrics.inFlight(waiting == null ? inFlight.size() : inFlight.size() + 1, oldest == null ? waiting : oldest);
    }

    private void settle(Delivery delivery) {
        eventsPublished = true;
        var reason = delivery.outcome().getNow(null);
        if (reason == null) {
            return;
        }
        if (!publisher.isRefusal(delivery, reason)) {
            failure = new RelayFailure("Kafka did not take event " + delivery.entry().envelope().id(), reason);
            throw failure;
        }
        try {
            database.setAside(delivery.entry(), reason.toString());
        } catch (SQLException e) {
            failure = new RelayFailure("could not set event " + delivery.entry().envelope().id() + " aside", e);
            throw failure;
        }
        metrics.setAside();
        log.atError().addKeyValue("event.id", delivery.entry().envelope().id())
                .addKeyValue("topic", delivery.entry().topic()).addKeyValue("reason", reason.toString())
                .log("event set aside: Kafka refuses it");
    }

    /** For one that was paused between reading and sending. */
    private void requireLead() {
        if (database.leaseIsOver()) {
            throw new IllegalStateException(
                    "the lease is over: another instance may lead, so this one sends no event that it has read");
        }
    }

    private boolean waitsInVain(Meanwhile meanwhile) {
        metrics.read();
        requireLead();
        synchronized (this) {
            settle();
        }
        try {
            meanwhile.run();
        } catch (InterruptedException e) {
            return true;
        }
        return stopping;
    }
}
