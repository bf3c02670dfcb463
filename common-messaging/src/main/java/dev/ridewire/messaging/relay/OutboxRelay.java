package dev.ridewire.messaging.relay;

import dev.ridewire.messaging.database.DatabaseProperties;
import dev.ridewire.messaging.kafka.KafkaClients;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps a relay running: while the database is away it tries again, while another instance has the slot it stands by, a slot
 * that is gone is mended, and an engine that ended or went silent is replaced by a new one, which begins where the slot stands.
 */
public final class OutboxRelay implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(250);
    private static final Duration STANDBY_PAUSE = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(20);

    private final String service;
    private final DatabaseProperties database;
    private final RelayProperties properties;
    private final KafkaClients kafka;
    private final Tracer tracer;
    private final RelayMetrics metrics;

    private final Object wake = new Object();
    private volatile boolean running;
    private volatile State state = State.STOPPED;
    private volatile @Nullable String lastFailure;
    private @Nullable Thread supervisor;

    /** @param service the application's name: names publication and clients */
    public OutboxRelay(String service, DatabaseProperties database, RelayProperties properties, KafkaClients kafka,
            Tracer tracer,
            MeterRegistry registry, Clock clock) {
        this.service = service;
        this.database = database;
        this.properties = properties;
        this.kafka = kafka;
        this.tracer = tracer;
        this.metrics = new RelayMetrics(registry, clock, properties.heartbeat());
    }

    /** What the relay is doing. */
    public enum State {
        STOPPED,
        /** On its way up, or back up. */
        STARTING,
        /** Another instance has the slot. */
        STANDBY,
        /** The slot was gone: sending from the table. */
        REPUBLISHING,
        STREAMING
    }

    public State state() {
        return state;
    }

    /** Why the last engine ended; null if none has. */
    public @Nullable String lastFailure() {
        return lastFailure;
    }

    /** The age of the oldest event Kafka has not acknowledged, or of the last sign of life. */
    public Duration lag() {
        return metrics.lag(properties.heartbeat());
    }

    @Override
    public synchronized void start() {
        running = true;
        state = State.STARTING;
        supervisor = Thread.ofPlatform().name(service + "-relay").start(this::supervise);
    }

    @Override
    public synchronized void stop() {
        running = false;
        synchronized (wake) {
            wake.notifyAll();
        }
        var thread = supervisor;
        supervisor = null;
        if (thread != null) {
            try {
                if (!thread.join(STOP)) {
                    log.atWarn().log("the relay did not stop in time");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        state = State.STOPPED;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server and so stopped after it: what its last requests recorded is still sent. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 4096;
    }

    private void supervise() {
        var backoff = FIRST_BACKOFF;
        while (running) {
            var pause = STANDBY_PAUSE;
            try {
                if (relay()) {
                    backoff = FIRST_BACKOFF;
                }
            } catch (Throwable e) {
                // Errors as well: nobody else would bring a relay back whose thread has died.
                if (e instanceof InterruptedException || !running) {
                    return;
                }
                lastFailure = e.toString();
                metrics.restarted();
                log.atWarn().addKeyValue("retryIn", backoff).setCause(e)
                        .log("the relay ended, it begins again where the slot stands");
                pause = backoff;
                backoff = min(backoff.multipliedBy(2), properties.maxBackoff());
            }
            pause(pause);
        }
    }

    /** One life of an engine, from the look at the slot to the end. Returns whether it came so far as to stream. */
    private boolean relay() throws SQLException, InterruptedException {
        state = state == State.STANDBY ? State.STANDBY : State.STARTING;
        var slot = properties.slotOf(database);
        try (var db = RelayDatabase.connect(database, slot)) {
            var found = db.slotState();
            if (found.active() || (found.needsRepublishing() && !db.lockRepair())) {
                standBy(db);
                return false;
            }
            try (var publisher = new Publisher(kafka.durableProducer(service + "-relay"), tracer, metrics)) {
                if (found.needsRepublishing() && !mend(db, publisher, found)) {
                    return false;
                }
                return stream(db, publisher);
            }
        }
    }

    private void standBy(RelayDatabase db) throws SQLException {
        if (state != State.STANDBY) {
            log.atInfo().log("another instance has the slot, standing by");
        }
        state = State.STANDBY;
        metrics.inFlight(0, null);
        metrics.read(db.watermarkAge());
    }

    private boolean mend(RelayDatabase db, Publisher publisher, RelayDatabase.SlotState found)
            throws SQLException, InterruptedException {
        state = State.REPUBLISHING;
        log.atError().addKeyValue("slot", properties.slotOf(database)).addKeyValue("found", found)
                .log("the slot does not continue where publishing stopped: events above the watermark are sent from the outbox");
        db.beginRepublishing();
        if (!found.present() || found.lost()) {
            // Before the table is read: what is committed from now on is either in the table, in the slot, or in both.
            db.recreateSlot();
        }
        db.adoptSlot();
        if (!new Republisher(db, publisher, metrics, properties.maxInFlight()).republish(() -> !running)) {
            return false;
        }
        db.endRepublishing();
        return true;
    }

    private boolean stream(RelayDatabase db, Publisher publisher) throws SQLException, InterruptedException {
        var handler = new ChangeHandler(publisher, db, metrics, properties.maxInFlight());
        var engine = new Engine(EngineConfiguration.of(database, properties, service), handler);
        engine.start();
        metrics.read();
        Position written = null;
        long nextHeartbeat = System.nanoTime();
        try {
            while (running && engine.isAlive()) {
                if (engine.isStreaming() && state != State.STREAMING) {
                    // Debezium makes a slot that is missing anew, and says nothing: what lies between would be lost.
                    if (db.slotState().needsRepublishing()) {
                        log.atWarn().log("the slot changed while the engine started, which ends so that it is mended");
                        return true;
                    }
                    state = State.STREAMING;
                    log.atInfo().addKeyValue("slot", properties.slotOf(database)).log("relaying");
                }
                if (System.nanoTime() - nextHeartbeat >= 0) {
                    db.heartbeat();
                    nextHeartbeat = System.nanoTime() + properties.heartbeat().toNanos();
                }
                if (state == State.STREAMING) {
                    written = record(db, handler, written);
                }
                if (metrics.sinceLastRead().compareTo(properties.maxSilence()) > 0) {
                    throw new IllegalStateException("the engine has read nothing for " + properties.maxSilence());
                }
                pause(properties.confirm());
            }
        } finally {
            handler.stop();
            engine.stop();
        }
        engine.rethrowFailure();
        return true;
    }

    private static @Nullable Position record(RelayDatabase db, ChangeHandler handler, @Nullable Position written)
            throws SQLException {
        var published = handler.published();
        if (published == null || published.equals(written)) {
            return written;
        }
        db.writeWatermark(published);
        handler.recorded(published);
        return published;
    }

    private void pause(Duration duration) {
        synchronized (wake) {
            try {
                if (running) {
                    wake.wait(Math.max(1, duration.toMillis()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                running = false;
            }
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
