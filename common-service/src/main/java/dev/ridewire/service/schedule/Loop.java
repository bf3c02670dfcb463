package dev.ridewire.service.schedule;

import dev.ridewire.service.database.Detached;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;

/**
 * A repeated task: one run at a time, on a thread of its own, for as long as the service runs. Several instances may
 * run the same loop, because each claims its work from the database. A failed tick is logged and counted, and the next
 * ones come more slowly until one succeeds.
 */
public final class Loop implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Loop.class);
    /** Longer than the server's own bounds on the statements of a tick: only a lost answer takes so long. */
    private static final Duration TICK_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(5);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final String name;
    private final Duration firstPause;
    private final Duration pause;
    private final Supplier<Mono<Boolean>> tick;
    private final Counter failures;
    private @Nullable Run run;

    /**
     * Creates a loop that waits to be started.
     *
     * @param name  for logs, metrics and the thread
     * @param pause the pause between ticks
     * @param tick  does one piece of work and returns whether more is waiting; then the next tick follows at once
     */
    public Loop(String name, Duration pause, Supplier<Mono<Boolean>> tick, MeterRegistry meters) {
        this(name, pause, pause, tick, meters);
    }

    /** Creates a loop with a pause of its own before the first tick. */
    public Loop(String name, Duration firstPause, Duration pause, Supplier<Mono<Boolean>> tick, MeterRegistry meters) {
        this.name = name;
        this.firstPause = firstPause;
        this.pause = pause;
        this.tick = tick;
        this.failures = Counter.builder("ridewire.loop.failures").tag("loop", name)
                .description("Ticks that failed; while it rises, what the loop does is not done")
                .register(meters);
    }

    @Override
    public synchronized void start() {
        if (run == null) {
            run = new Run();
            run.thread.start();
        }
    }

    /** Stops the loop after the running tick. */
    @Override
    public synchronized void stop() {
        if (run != null) {
            run.stop();
            run = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return run != null;
    }

    /** The run of a loop from a start to the next stop. */
    private final class Run {
        private final CountDownLatch stopping = new CountDownLatch(1);
        private final Thread thread = Thread.ofPlatform().name(name + "-loop").daemon().unstarted(this::work);

        private void work() {
            Duration wait = firstPause;
            try {
                while (!stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    wait = tickOnce(wait);
                }
            } catch (InterruptedException e) {
                log.atDebug().addKeyValue("loop", name).log("loop interrupted");
            }
        }

        /** Runs one tick and returns how long to wait for the next. */
        private Duration tickOnce(Duration waited) {
            try {
                // A cancelled transaction could spoil its connection for the next borrower, so a late tick runs to its
                // end.
                return Boolean.TRUE.equals(Detached.await(tick.get(), TICK_TIMEOUT)) ? Duration.ZERO : pause;
            } catch (RuntimeException | Error e) {
                failures.increment();
                log.atWarn().addKeyValue("loop", name).setCause(e).log("loop tick failed");
                Duration longer = waited.plus(pause).multipliedBy(2);
                return longer.compareTo(MAX_BACKOFF) < 0 ? longer : MAX_BACKOFF;
            }
        }

        private void stop() {
            stopping.countDown();
            try {
                if (!thread.join(STOP)) {
                    log.atWarn().addKeyValue("loop", name).log("loop did not stop in time: a tick is still running");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
