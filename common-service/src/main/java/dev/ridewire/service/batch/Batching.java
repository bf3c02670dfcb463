package dev.ridewire.service.batch;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The batches of a service. On shutdown they take no further commands, and those under way end before the database
 * disconnects.
 */
public final class Batching implements SmartLifecycle {
    /** Below the web server, whose last requests still bring commands. */
    private static final int PHASE = 0;

    private final Tracer tracer;
    private final MeterRegistry meters;
    private final Scheduler scheduler;
    private final BatchWaits waits;
    private final List<CommandBatches<?, ?>> all = new CopyOnWriteArrayList<>();
    private volatile boolean running;

    /** @param scheduler tells the time, and ends the waits */
    public Batching(Tracer tracer, MeterRegistry meters, Scheduler scheduler, BatchWaits waits) {
        this.tracer = tracer;
        this.meters = meters;
        this.scheduler = scheduler;
        this.waits = waits;
    }

    /**
     * Creates batches of one kind of command.
     *
     * @param purpose    what a command does, such as {@code add ride}: for spans and meters
     * @param statement  runs commands and returns their outcomes in the same order; either all of them take effect, or
     *         it fails and none does
     * @param isOfOne    whether such a failure can be the fault of a single command: then each runs again alone
     */
    public <C extends BatchedCommand, R> CommandBatches<C, R> of(
            String purpose, BatchBounds bounds, Function<List<C>, Mono<List<R>>> statement,
            Predicate<Throwable> isOfOne) {
        var batches = new CommandBatches<>(purpose, bounds, statement, isOfOne, waits, tracer, meters, scheduler);
        all.add(batches);
        return batches;
    }

    @Override
    public void start() {
        all.forEach(CommandBatches::open);
        running = true;
    }

    /** Closes the batches and waits for the commands that they have. Their own bounds bound this wait. */
    @Override
    public void stop(Runnable stopped) {
        running = false;
        Mono.whenDelayError(all.stream().map(CommandBatches::close).toList())
                .doFinally(_ -> stopped.run())
                .subscribe();
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
