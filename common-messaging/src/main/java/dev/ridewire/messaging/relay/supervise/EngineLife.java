package dev.ridewire.messaging.relay.supervise;

import dev.ridewire.messaging.relay.RelayMetrics;
import dev.ridewire.messaging.relay.RelayProperties;
import dev.ridewire.messaging.relay.WalPosition;
import dev.ridewire.messaging.relay.slot.RelayDatabase;
import dev.ridewire.messaging.relay.slot.Slot;
import dev.ridewire.messaging.relay.wal.ChangeHandler;
import dev.ridewire.messaging.relay.wal.Engine;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The regular work while an engine runs: it writes heartbeats, records the watermark, confirms the slot, and checks the
 * health of the engine.
 */
public final class EngineLife {
    private static final Logger log = LoggerFactory.getLogger(EngineLife.class);
    /** The longest time between two checks whether the engine has ended or is silent. */
    private static final Duration LONGEST_TICK = Duration.ofMillis(500);
    private static final Duration WORTH_A_WARNING = Duration.ofSeconds(30);
    /** The grace of a clean stop. It is short: another instance must lead and publish within a second of the stop. */
    private static final Duration GRACE = Duration.ofMillis(500);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    private final ChangeHandler handler;
    private final RelayDatabase database;
    private final Slot slot;
    private final RelayProperties properties;
    private final RelayMetrics metrics;
    private final Clock clock;
    private final Duration heartbeat;
    private final long began = System.nanoTime();

    private long nextHeartbeat = began;
    private long nextRecord = began;
    private long nextWarning = began;
    private @Nullable WalPosition written;

    public EngineLife(ChangeHandler handler, RelayDatabase database, Slot slot, RelayProperties properties,
            RelayMetrics metrics, Clock clock) {
        this.handler = handler;
        this.database = database;
        this.slot = slot;
        this.properties = properties;
        this.metrics = metrics;
        this.clock = clock;
        // Heartbeats also renew the lease on the lead, so they come at least three times in each lease.
        this.heartbeat = min(properties.heartbeat(), properties.lease().dividedBy(3));
    }

    /**
     * @param streaming whether the engine is known to continue at the slot's position: only then may the watermark move
     * @throws dev.ridewire.messaging.relay.RelayFailure if Kafka did not take an event
     * @throws IllegalStateException                     if the engine must be rebuilt
     */
    public void tick(boolean streaming) throws SQLException {
        long now = System.nanoTime();
        if (now - nextHeartbeat >= 0) {
            nextHeartbeat = now + heartbeat.toNanos();
            beat();
        }
        // Each tick looks, also between two records: nobody else notices that the last event of a quiet time failed.
        var published = handler.published();
        if (streaming && now - nextRecord >= 0) {
            nextRecord = now + properties.confirm().toNanos();
            record(published);
        }
        if (min(metrics.stall(), Duration.ofNanos(now - began)).compareTo(properties.maxSilence()) > 0) {
            throw new IllegalStateException("the engine has read nothing for " + properties.maxSilence());
        }
        if (metrics.lag().compareTo(WORTH_A_WARNING) > 0 && now - nextWarning >= 0) {
            nextWarning = now + WORTH_A_WARNING.toNanos();
            log.atWarn().addKeyValue("oldestAge", metrics.lag()).log("events delayed: Kafka did not acknowledge them");
        }
    }

    public Duration untilNextTick() {
        return min(min(properties.confirm(), heartbeat), LONGEST_TICK);
    }

    /**
     * Finishes before a clean stop. It sends the events committed by now, as far as Kafka takes them within the grace
     * period, and records them for the engine to confirm. The next engine sends the rest.
     */
    public void finish(Engine engine) throws SQLException, InterruptedException {
        long end = database.call();
        long deadline = System.nanoTime() + GRACE.toNanos();
        for (var published = handler.published(); engine.isAlive() && System.nanoTime() - deadline < 0
                && (published == null || published.lsn() < end); published = handler.published()) {
            engine.join(BETWEEN_LOOKS);
        }
        record(handler.published());
    }

    /**
     * Records, after the end of an engine, all that is acknowledged by now, so that the next engine does not send it
     * again.
     */
    public void end() {
        try {
            record(handler.publishedInTheEnd());
        } catch (SQLException | IllegalStateException e) {
            log.atDebug().setCause(e).log("watermark not written: the last published events will be sent twice");
        }
    }

    private void beat() throws SQLException {
        var lag = slot.lag();
        metrics.slot(lag);
        if (lag.isRead()) {
            metrics.catchingUp();
        }
        var before = clock.instant();
        var databaseTime = database.heartbeat();
        metrics.databaseTime(before, databaseTime, clock.instant());
    }

    /**
     * Records the watermark before the slot moves, so that the slot is never ahead of it.
     *
     * @throws IllegalStateException if the publication was altered meanwhile
     */
    private void record(@Nullable WalPosition published) throws SQLException {
        if (published != null && !published.equals(written)) {
            slot.record(published);
            handler.recorded(published);
            written = published;
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
