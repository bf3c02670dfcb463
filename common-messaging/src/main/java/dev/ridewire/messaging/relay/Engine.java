package dev.ridewire.messaging.relay;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import io.debezium.engine.spi.OffsetCommitPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Debezium engine on a thread of its own. It lives once. */
final class Engine {
    private static final Logger log = LoggerFactory.getLogger(Engine.class);
    private static final Duration STOP = Duration.ofSeconds(15);
    private static final Duration BETWEEN_STOPS = Duration.ofMillis(100);

    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final Thread thread;
    private volatile boolean streaming;
    private volatile @Nullable Throwable failure;

    Engine(Properties configuration, ChangeHandler handler) {
        this.engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(configuration)
                .using(Engine.class.getClassLoader())
                // What we mark is flushed to the slot at once.
                .using((OffsetCommitPolicy) (marked, sinceLast) -> marked > 0)
                .using(new DebeziumEngine.ConnectorCallback() {
                    @Override
                    public void pollingStarted() {
                        streaming = true;
                    }
                })
                .using((success, message, error) -> failure = success
                        ? null
                        : error != null ? error : new IllegalStateException(message))
                .notifying(handler)
                .build();
        this.thread = Thread.ofPlatform().daemon().name(configuration.getProperty("name") + "-engine")
                .unstarted(engine);
    }

    void start() {
        thread.start();
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    boolean isStreaming() {
        return streaming;
    }

    /** Asks until it is heard: an engine that is just starting refuses to be closed. */
    void stop() throws InterruptedException {
        long deadline = System.nanoTime() + STOP.toNanos();
        while (thread.isAlive() && System.nanoTime() - deadline < 0) {
            try {
                engine.close();
            } catch (IllegalStateException | IOException e) {
                log.atDebug().setCause(e).log("the engine can't be closed yet");
            }
            thread.join(BETWEEN_STOPS);
        }
        if (thread.isAlive()) {
            log.atWarn().log("the engine did not stop in time");
            thread.interrupt();
        }
    }

    /** @throws RelayFailure if the engine ended by a failure */
    void rethrowFailure() {
        var reason = failure;
        if (reason != null) {
            throw new RelayFailure("the engine ended", reason);
        }
    }
}
