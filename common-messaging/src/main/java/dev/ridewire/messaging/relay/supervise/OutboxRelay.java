package dev.ridewire.messaging.relay.supervise;

import dev.ridewire.messaging.kafka.KafkaClients;
import dev.ridewire.messaging.relay.Pauses;
import dev.ridewire.messaging.relay.RelayMetrics;
import dev.ridewire.messaging.relay.RelayProperties;
import dev.ridewire.messaging.relay.RelayState;
import dev.ridewire.messaging.relay.publish.Publisher;
import dev.ridewire.messaging.relay.publish.RefusedEvents;
import dev.ridewire.messaging.relay.publish.RefusedTopics;
import dev.ridewire.messaging.relay.publish.Republisher;
import dev.ridewire.messaging.relay.slot.Lead;
import dev.ridewire.messaging.relay.slot.RelayDatabase;
import dev.ridewire.messaging.relay.slot.Slot;
import dev.ridewire.messaging.relay.wal.ChangeHandler;
import dev.ridewire.messaging.relay.wal.Engine;
import dev.ridewire.messaging.relay.wal.EngineConfiguration;
import dev.ridewire.service.database.DatabaseProperties;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The supervisor of a relay. It retries while the database is away, and stands by while another instance leads. It
 * repairs a slot that is gone. It replaces an engine that ended or went silent by a new one, which begins at the slot's
 * position.
 */
public final class OutboxRelay implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(250);
    private static final Duration BETWEEN_LIVES = Duration.ofMillis(200);
    private static final Duration STOP = Duration.ofSeconds(20);

    private final String service;
    private final DatabaseProperties database;
    private final RelayProperties properties;
    private final Function<String, Producer<String, byte[]>> producers;
    private final Tracer tracer;
    private final Clock clock;
    private final RelayMetrics metrics;
    private final RefusedTopics refusedTopics;
    private final RefusedEvents refusedEvents;

    private final Pauses pauses = new Pauses();
    private volatile RelayState state = RelayState.STOPPED;
    private volatile @Nullable String lastFailure;
    private @Nullable Thread supervisor;

    /** @param service the application's name, which also names the Kafka clients */
    public OutboxRelay(String service, DatabaseProperties database, RelayProperties properties, KafkaClients kafka,
            Tracer tracer, MeterRegistry registry, Clock clock) {
        this(service, database, properties, kafka::durableProducer, tracer, registry, clock);
    }

    /** @param producers makes a producer for a client id; it waits for Kafka and keeps the order */
    public OutboxRelay(String service, DatabaseProperties database, RelayProperties properties,
            Function<String, Producer<String, byte[]>> producers, Tracer tracer, MeterRegistry registry, Clock clock) {
        this.service = service;
        this.database = database;
        this.properties = properties;
        this.producers = producers;
        this.tracer = tracer;
        this.clock = clock;
        this.metrics = new RelayMetrics(registry, clock, properties.heartbeat(), this::state);
        this.refusedTopics = new RefusedTopics(properties.topicPatience(), System::nanoTime);
        this.refusedEvents = new RefusedEvents(properties.topicPatience(), System::nanoTime);
    }

    public RelayState state() {
        return state;
    }

    /** Returns why the last engine ended; null if none has. */
    public @Nullable String lastFailure() {
        return lastFailure;
    }

    /** Returns the age of the oldest event that Kafka has not acknowledged, or the time since the last sign of life. */
    public Duration lag() {
        return metrics.lag();
    }

    /**
     * Returns false once the relay has been silent for so long that a new engine has not helped. A relay that waits for
     * Kafka, stands by or republishes does not count as silent.
     */
    public boolean showsLife() {
        return switch (state) {
            case STOPPED, STANDBY, REPUBLISHING -> true;
            case STARTING, STREAMING -> metrics.stall().compareTo(properties.maxSilence().multipliedBy(2)) <= 0;
        };
    }

    @Override
    public synchronized void start() {
        pauses.begin();
        state = RelayState.STARTING;
        supervisor = Thread.ofPlatform().name(service + "-relay").start(this::supervise);
    }

    @Override
    public synchronized void stop() {
        pauses.end();
        var thread = supervisor;
        supervisor = null;
        if (thread != null) {
            try {
                if (!thread.join(STOP)) {
                    log.atWarn().log("relay did not stop in time");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        state = RelayState.STOPPED;
    }

    @Override
    public boolean isRunning() {
        return pauses.running();
    }

    /**
     * Starts before the web server and stops after it, so that the relay still sends the last events if Kafka takes
     * them at once.
     */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 4096;
    }

    private void supervise() {
        var backoff = FIRST_BACKOFF;
        while (pauses.running()) {
            var pause = BETWEEN_LIVES;
            long began = System.nanoTime();
            try {
                relay();
            } catch (Throwable e) {
                // Errors count as well: nobody else would restart a relay whose thread has died.
                if (e instanceof InterruptedException || !pauses.running()) {
                    return;
                }
                boolean lived = System.nanoTime() - began > properties.maxBackoff().toNanos();
                backoff = lived ? FIRST_BACKOFF : min(backoff.multipliedBy(2), properties.maxBackoff());
                pause = backoff;
                lastFailure = e.toString();
                state = RelayState.STARTING;
                log.atWarn().addKeyValue("retryIn", backoff).setCause(e)
                        .log("relay engine failed, restarting from the slot's position");
            }
            pauses.pause(pause);
        }
    }

    /** Runs one engine, from standing by to its end. */
    private void relay() throws SQLException, InterruptedException {
        state = state == RelayState.STANDBY ? RelayState.STANDBY : RelayState.STARTING;
        // The publisher closes before the connection that holds the lead, so it sends nothing once another instance
        // leads.
        try (var db = RelayDatabase.connect(database, properties.lease())) {
            var producer = producers.apply(service + "-relay");
            try (var publisher = new Publisher(producer, refusedTopics, refusedEvents, tracer, metrics);
                    var _ = metrics.producer().follow(producer)) {
                takeLeadAndStream(db, publisher);
            }
        }
    }

    private void takeLeadAndStream(RelayDatabase db, Publisher publisher) throws SQLException, InterruptedException {
        var slot = new Slot(db, properties.slotOf(database), properties.publicationOf(database));
        var lead = new Lead(db, slot, metrics, properties.heartbeat(), pauses);
        boolean standsBy = !lead.tryTake();
        if (standsBy) {
            if (state != RelayState.STANDBY) {
                log.atInfo().log("standing by: another instance holds the relay lock");
            }
            state = RelayState.STANDBY;
            refusedTopics.forget();
            refusedEvents.forget();
            if (!lead.await()) {
                return;
            }
        }
        metrics.takeLead();
        state = RelayState.STARTING;
        lead.awaitSlot();
        var found = slot.state();
        if (!found.fed()) {
            throw new IllegalStateException(
                    "publication %s does not publish the inserts of public.outbox by its root, all rows and columns"
                            .formatted(properties.publicationOf(database)));
        }
        if (found.needsRepublishing()) {
            if (!repair(db, slot, publisher, found)) {
                return;
            }
        } else if (found.behind() > 0) {
            metrics.reread(found.behind());
            log.atInfo().addKeyValue("bytes", found.behind())
                    .log("rereading WAL: the slot is behind the watermark, which is normal after a crash");
        }
        stream(db, slot, publisher, standsBy);
    }

    /** @return false if the relay stops before everything is republished */
    private boolean repair(RelayDatabase db, Slot slot, Publisher publisher, Slot.State found)
            throws SQLException, InterruptedException {
        state = RelayState.REPUBLISHING;
        log.atError().addKeyValue("slot", properties.slotOf(database)).addKeyValue("found", found)
                .log("republishing from the outbox table: the slot does not continue where publishing stopped");
        db.beginRepublishing();
        if (found.needsRecreation()) {
            // The slot exists before the table is read. Every event committed from now on is in the table, in the slot,
            // or in both.
            slot.recreate();
        }
        slot.adopt(found.identity());
        slot.awaitUnseenCommits(pauses);
        if (!new Republisher(db, publisher, metrics, properties.maxInFlight()).republish(() -> !pauses.running())) {
            return false;
        }
        db.endRepublishing();
        state = RelayState.STARTING;
        return true;
    }

    private void stream(RelayDatabase db, Slot slot, Publisher publisher, boolean tookOver)
            throws SQLException, InterruptedException {
        var handler = new ChangeHandler(publisher, db, metrics, properties.maxInFlight(), db.watermark());
        var engine = new Engine(EngineConfiguration.of(database, properties, service, db), handler);
        var life = new EngineLife(handler, db, slot, properties, metrics, clock);
        engine.start();
        try {
            while (pauses.running() && engine.isAlive()) {
                if (engine.isStreaming() && state != RelayState.STREAMING) {
                    // Somebody may have recreated the slot meanwhile: the events in between would be lost.
                    var now = slot.state();
                    if (now.needsRepublishing() || !now.fed()) {
                        log.atWarn().log("ending the engine: slot or publication changed while it started");
                        return;
                    }
                    if (tookOver) {
                        metrics.tookOver();
                    }
                    state = RelayState.STREAMING;
                    log.atInfo().addKeyValue("slot", properties.slotOf(database)).log("relay streaming");
                }
                life.tick(state == RelayState.STREAMING);
                pauses.pause(life.untilNextTick());
            }
            engine.rethrowFailure();
            if (state == RelayState.STREAMING) {
                life.finish(engine);
            }
        } catch (Throwable e) {
            metrics.restarted();
            throw e;
        } finally {
            handler.stop();
            engine.stop();
            if (state == RelayState.STREAMING) {
                life.end();
            }
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
