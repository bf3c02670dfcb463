package dev.ridewire.messaging.relay.slot;

import dev.ridewire.messaging.relay.Pauses;
import dev.ridewire.messaging.relay.RelayMetrics;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lead among the instances of a service, and the wait for it. See {@code docs/adr/0012-one-relay-leads.md}. */
public final class Lead {
    private static final Logger log = LoggerFactory.getLogger(Lead.class);
    /**
     * The pause between two checks of the lead. Each is one cheap query, and a takeover waits for this long at most.
     */
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(200);
    /**
     * The time to wait for a former leader: the slot of a process that died is free within milliseconds, and an
     * instance that lost its lead stops its engine within this time.
     */
    private static final Duration READERS_GRACE = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final RelayDatabase database;
    private final Slot slot;
    private final RelayMetrics metrics;
    private final Duration heartbeat;
    private final Pauses pauses;

    public Lead(RelayDatabase database, Slot slot, RelayMetrics metrics, Duration heartbeat, Pauses pauses) {
        this.database = database;
        this.slot = slot;
        this.metrics = metrics;
        this.heartbeat = heartbeat;
        this.pauses = pauses;
    }

    /** Takes the lead if no other instance has it. */
    public boolean tryTake() throws SQLException {
        return database.tryLead(slot.name());
    }

    /**
     * Stands by until the lead is free.
     *
     * @return false if the relay must stop
     */
    public boolean await() throws SQLException {
        long nextLook = System.nanoTime();
        while (pauses.running()) {
            if (System.nanoTime() - nextLook >= 0) {
                metrics.standBy(database.watermarkAge());
                metrics.slot(slot.lag());
                nextLook = System.nanoTime() + heartbeat.toNanos();
            }
            pauses.pause(BETWEEN_QUESTIONS);
            if (pauses.running() && tryTake()) {
                log.atInfo().log("taking over: the relay lock is free");
                return true;
            }
        }
        return false;
    }

    /** Waits until the slot is free: an instance that no longer leads may still hold it. */
    public void awaitSlot() throws SQLException {
        long patience = System.nanoTime() + READERS_GRACE.toNanos();
        for (var reader = slot.reader(); reader != null && pauses.running(); reader = slot.reader()) {
            if (System.nanoTime() - patience > 0) {
                slot.cutOff(reader);
                patience = System.nanoTime() + READERS_GRACE.toNanos();
            }
            pauses.pause(BETWEEN_LOOKS);
        }
    }
}
