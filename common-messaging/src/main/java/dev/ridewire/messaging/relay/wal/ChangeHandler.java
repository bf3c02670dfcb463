package dev.ridewire.messaging.relay.wal;

import dev.ridewire.messaging.relay.OutboxRow;
import dev.ridewire.messaging.relay.RelayMetrics;
import dev.ridewire.messaging.relay.WalPosition;
import dev.ridewire.messaging.relay.publish.Publisher;
import dev.ridewire.messaging.relay.publish.Unacknowledged;
import dev.ridewire.messaging.relay.slot.RelayDatabase;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Takes what is read from the WAL and sends it on without waiting for Kafka. A place in the WAL passes three stages,
 * always in order: <em>published</em> (all before it is acknowledged), <em>recorded</em> (the supervisor has written it
 * to the watermark row) and <em>confirmed</em> (the source has told the slot). The server may then delete the WAL
 * before it. Two threads use this class: the source's thread reads, and both settle.
 */
public final class ChangeHandler {
    private static final int WAIT_MILLIS = 50;

    private final Publisher publisher;
    private final RelayDatabase database;
    private final RelayMetrics metrics;
    private final Unacknowledged unacknowledged;

    private volatile long recordedLsn;
    private volatile boolean stopping;
    private volatile boolean waking;

    /** @param recordedLsn the watermark: all events before it are in Kafka and are not read again */
    public ChangeHandler(Publisher publisher, RelayDatabase database, RelayMetrics metrics, int maxInFlight,
            long recordedLsn) {
        this.publisher = publisher;
        this.database = database;
        this.metrics = metrics;
        this.unacknowledged = new Unacknowledged(publisher, database, metrics, maxInFlight);
        this.recordedLsn = recordedLsn;
    }

    /**
     * The work that a source does while it waits, at least twice a second: it confirms positions and shows the server
     * that it is alive.
     */
    public interface Meanwhile {
        void run() throws InterruptedException;
    }

    /** Returns the position up to which every event is in Kafka; null before the first. */
    public @Nullable WalPosition published() {
        return unacknowledged.settle();
    }

    /**
     * Returns {@link #published} of a handler that has ended, even one that failed: events that are in Kafka stay
     * there.
     */
    public @Nullable WalPosition publishedInTheEnd() {
        return unacknowledged.settleAtTheEnd();
    }

    /** Takes note that the watermark row holds this position, so that the slot may be confirmed up to it. */
    public void recorded(WalPosition position) throws SQLException {
        recordedLsn = position.lsn();
        if (waking && unacknowledged.takeEventsSettled()) {
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
    public void stop() {
        stopping = true;
    }

    /**
     * Sends an event. Waits while too much is on its way or the producer takes none.
     *
     * @return false if stopped before it was taken
     */
    public boolean publish(OutboxRow row, Meanwhile meanwhile) throws InterruptedException {
        metrics.read();
        awaitRoom(meanwhile);
        requireLead();
        unacknowledged.sending(row.recordedAt());
        var delivery = publisher.send(row, () -> waitsInVain(meanwhile));
        if (delivery == null) {
            if (!stopping) {
                throw new InterruptedException("interrupted before Kafka took the event");
            }
            return false;
        }
        unacknowledged.add(delivery);
        return true;
    }

    /** Takes a position that the source has reached. */
    void passed(WalPosition position) {
        if (position.transactionsBelow() != null) {
            metrics.read();
        }
        unacknowledged.add(position);
    }

    private void awaitRoom(Meanwhile meanwhile) throws InterruptedException {
        for (var oldest = unacknowledged.oldestIfFull(); oldest != null
                && !stopping; oldest = unacknowledged.oldestIfFull()) {
            // A wait for Kafka counts as lag, not as silence of the reader.
            metrics.read();
            oldest.await(WAIT_MILLIS);
            meanwhile.run();
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
        unacknowledged.settle();
        try {
            meanwhile.run();
        } catch (InterruptedException e) {
            return true;
        }
        return stopping;
    }
}
