package dev.ridewire.messaging.relay;

import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what is read from the WAL and sends it on without waiting for Kafka. A place in the WAL passes three stages,
 * always in order: <em>published</em> (all before it is acknowledged), <em>recorded</em> (the supervisor has written it
 * to the watermark row) and <em>confirmed</em> (the source has told the slot). The server may then delete the WAL
 * before it. Two threads use this class: the source's thread reads, and both settle.
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
    /** The failure of the event that Kafka did not take. After it, this handler publishes no event. */
    private @Nullable RelayFailure failure;

    /** The time at which the event that is being handed to the producer was recorded; null between two events. */
    private volatile @Nullable Instant beingSent;
    private volatile long recordedLsn;
    private volatile boolean stopping;
    private volatile boolean waking;

    /** @param recordedLsn the watermark: all events before it are in Kafka and are not read again */
    ChangeHandler(Publisher publisher, RelayDatabase database, RelayMetrics metrics, int maxInFlight,
            long recordedLsn) {
        this.publisher = publisher;
        this.database = database;
        this.metrics = metrics;
        this.inFlight = new InFlight(maxInFlight);
        this.recordedLsn = recordedLsn;
    }

    /**
     * The work that a source does while it waits, at least twice a second: it confirms positions and shows the server
     * that it is alive.
     */
    interface Meanwhile {
        void run() throws InterruptedException;
    }

    /** Returns the position up to which every event is in Kafka; null before the first. */
    synchronized @Nullable Position published() {
        settle();
        return published;
    }

    /**
     * Returns {@link #published} of a handler that has ended, even one that failed: events that are in Kafka stay
     * there.
     */
    synchronized @Nullable Position publishedInTheEnd() {
        try {
            settle();
        } catch (RelayFailure e) {
            log.atDebug().setCause(e).log("publishing stopped at an event that Kafka did not take");
        }
        return published;
    }

    /** Takes note that the watermark row holds this position, so that the slot may be confirmed up to it. */
    void recorded(Position position) throws SQLException {
        recordedLsn = position.lsn();
        if (waking && takeEventsPublished()) {
            database.heartbeat();
        }
    }

    /** Returns the position up to which the slot may be confirmed, and from which a source needs to read. */
    long confirmable() {
        return recordedLsn;
    }

    /**
     * Asks for a heartbeat whenever there is a position to confirm. A source needs this if it can confirm only after it
     * has read a message.
     */
    void wakeToConfirm() {
        waking = true;
    }

    /** Writes a message to the WAL, which at once wakes a source that sleeps until it can read something. */
    void wake() throws SQLException {
        database.call();
    }

    /** Ends every wait. The next engine reads and sends unconfirmed events again. */
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

    /** Takes a position that the source has reached. */
    synchronized void passed(Position position) {
        if (position.transactionsBelow() != null) {
            metrics.read();
        }
        inFlight.add(position);
    }

    private void awaitRoom(Meanwhile meanwhile) throws InterruptedException {
        for (var oldest = oldestIfFull(); oldest != null && !stopping; oldest = oldestIfFull()) {
            // A wait for Kafka counts as lag, not as silence of the reader.
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
            publisher.setAside(delivery, reason, database);
        } catch (SQLException e) {
            failure = new RelayFailure("could not set event " + delivery.entry().envelope().id() + " aside", e);
            throw failure;
        }
    }

    /** Fails an instance that was paused between reading and sending, because another one may lead by now. */
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
