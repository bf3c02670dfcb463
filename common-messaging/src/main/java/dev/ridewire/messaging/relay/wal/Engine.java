package dev.ridewire.messaging.relay.wal;

import dev.ridewire.messaging.relay.RelayFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One reader of the WAL on a thread of its own. It can't be started again. */
public final class Engine {
    private static final Logger log = LoggerFactory.getLogger(Engine.class);
    private static final Duration STOP = Duration.ofSeconds(15);
    private static final Duration BETWEEN_STOPS = Duration.ofMillis(100);

    private final WalSource source;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile @Nullable Throwable failure;

    public Engine(EngineConfiguration configuration, ChangeHandler handler) {
        this.source = configuration.source(handler);
        this.thread = Thread.ofPlatform().daemon().name(configuration.name() + "-engine").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public boolean isAlive() {
        return thread.isAlive();
    }

    /** Waits for its end, at most for the given time. */
    public void join(Duration atMost) throws InterruptedException {
        thread.join(atMost);
    }

    public boolean isStreaming() {
        return source.isStreaming();
    }

    /** Repeats the request to stop until the engine ends: a source that is just starting may miss it. */
    public void stop() throws InterruptedException {
        stopping = true;
        long deadline = System.nanoTime() + STOP.toNanos();
        while (thread.isAlive() && System.nanoTime() - deadline < 0) {
            source.stop();
            thread.join(BETWEEN_STOPS);
        }
        if (thread.isAlive()) {
            log.atWarn().log("engine did not stop in time");
            thread.interrupt();
        }
    }

    /** @throws RelayFailure if the engine ended with a failure */
    public void rethrowFailure() {
        var reason = failure;
        if (reason != null) {
            throw new RelayFailure("the engine ended", reason);
        }
    }

    private void run() {
        try {
            source.run();
        } catch (Throwable e) {
            if (stopping) {
                log.atDebug().setCause(e).log("engine failed while stopping");
            } else {
                failure = e;
            }
        }
    }
}
