package dev.ridewire.tracking.adapter.persistence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Collects rows that may be lost and writes them in batches, one after another. It never makes its caller wait. A batch that
 * could not be written is kept and tried again, and may be written twice; rows are lost when the room for them is full.
 */
public final class WriteBehind<T> {
    private static final Logger log = LoggerFactory.getLogger(WriteBehind.class);
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(5);
    /** Each is a poll of rides, of which an instance has one for each partition at most. */
    private static final int MAX_FLUSHES = 100;
    /** Looks at what waits that are left out after a failure. */
    private static final int LOOKS_PAUSED = 10;

    private final String name;
    private final Bounds bounds;
    private final Function<List<T>, Mono<Void>> write;
    private final ArrayBlockingQueue<T> waiting;
    private final AtomicLong lost = new AtomicLong();
    /** The batch in hand: from when it is taken until it is written. Only the one who writes touches it. */
    private volatile List<T> unwritten = List.of();
    /** Who waits until all is written. */
    private final Sinks.Many<Sinks.Empty<Void>> flushes = Sinks.many().unicast()
            .onBackpressureBuffer(new ArrayBlockingQueue<>(MAX_FLUSHES));
    private final Disposable writer;

    /**
     * @param capacity rows that may wait, beside the batch in hand; more are lost
     * @param batch    rows of one statement
     * @param pause    between looks at what waits
     */
    public record Bounds(int capacity, int batch, Duration pause) {}

    WriteBehind(String name, Bounds bounds, Function<List<T>, Mono<Void>> write) {
        this.name = name;
        this.bounds = bounds;
        this.write = write;
        this.waiting = new ArrayBlockingQueue<>(bounds.capacity());
        Flux<Sinks.Empty<Void>> looks = Flux.interval(bounds.pause()).onBackpressureDrop().map(tick -> Sinks.empty());
        this.writer = Flux.merge(1, looks, flushes.asFlux())
                .concatMap(waiter -> writeAll().doOnNext(written -> waiter.tryEmitEmpty()).flatMap(this::pauseUnless),
                        1)
                .subscribe();
    }

    void add(T row) {
        if (!waiting.offer(row)) {
            lost.incrementAndGet();
        }
    }

    /** Completes when the rows added so far are written, or after a failure or a time-out, which keep them. */
    Mono<Void> flush() {
        return Mono.defer(this::askForFlush).timeout(WRITE_TIMEOUT, Mono.empty());
    }

    private synchronized Mono<Void> askForFlush() {
        Sinks.Empty<Void> waiter = Sinks.empty();
        return flushes.tryEmitNext(waiter).isSuccess() ? waiter.asMono() : Mono.empty();
    }

    /** True when all is written, false after the first failure. */
    private Mono<Boolean> writeAll() {
        return Mono.defer(this::writeBatch).repeat(() -> !waiting.isEmpty()).takeUntil(written -> !written).last();
    }

    private Mono<Boolean> writeBatch() {
        if (unwritten.isEmpty()) {
            List<T> rows = new ArrayList<>(bounds.batch());
            waiting.drainTo(rows, bounds.batch());
            unwritten = rows;
        }
        List<T> rows = unwritten;
        if (rows.isEmpty()) {
            return Mono.just(true);
        }
        // A statement whose answer is late is left running: cancelling it could spoil its connection for the next one.
        return Mono.fromFuture(() -> Mono.defer(() -> write.apply(rows)).toFuture(), true)
                .timeout(WRITE_TIMEOUT)
                .then(Mono.fromSupplier(() -> {
                    unwritten = List.of();
                    return true;
                }))
                .onErrorResume(error -> {
                    log.atWarn().addKeyValue("buffer", name).addKeyValue("waiting", rows.size() + waiting.size())
                            .addKeyValue("cause", error.getClass().getSimpleName())
                            .log("rows could not be written, they are kept");
                    return Mono.just(false);
                });
    }

    private Mono<Long> pauseUnless(boolean written) {
        return written ? Mono.empty() : Mono.delay(bounds.pause().multipliedBy(LOOKS_PAUSED));
    }

    /** Rows that were lost since the start. */
    long lost() {
        return lost.get();
    }

    /** Stops the writer after a last attempt, from a thread that may wait. */
    void close() {
        writer.dispose();
        writeAll().timeout(WRITE_TIMEOUT, Mono.just(false)).block();
        lost.addAndGet(unwritten.size() + waiting.size());
    }
}
