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
 * A buffer of rows that are written in batches, one after another, without making the caller wait. A batch whose write
 * failed is retried and may be written twice. A row that finds the buffer full is lost.
 */
public final class WriteBehind<T> {
    private static final Logger log = LoggerFactory.getLogger(WriteBehind.class);
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(5);
    /** The longest wait for a flush. */
    private static final int MAX_FLUSHES = 100;
    /** The number of intervals that the writer pauses after a failure. */
    private static final int LOOKS_PAUSED = 10;

    private final String name;
    private final Bounds bounds;
    private final Function<List<T>, Mono<Void>> write;
    private final ArrayBlockingQueue<T> waiting;
    private final AtomicLong lost = new AtomicLong();
    /** The batch that is taken but not yet written. Only the writer changes it. */
    private volatile List<T> unwritten = List.of();
    /** The callers that wait until all is written. */
    private final Sinks.Many<Sinks.Empty<Void>> flushes = Sinks.many().unicast()
            .onBackpressureBuffer(new ArrayBlockingQueue<>(MAX_FLUSHES));
    private final Disposable writer;

    /**
     * @param capacity the most rows that may wait beside the batch that is being written; more are lost
     * @param batch    the most rows of one statement
     * @param pause    the pause between two writes
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

    /** Completes when the rows added so far are written, or after a failure or a time-out, which keeps them. */
    Mono<Void> flush() {
        return Mono.defer(this::askForFlush).timeout(WRITE_TIMEOUT, Mono.empty());
    }

    private synchronized Mono<Void> askForFlush() {
        Sinks.Empty<Void> waiter = Sinks.empty();
        return flushes.tryEmitNext(waiter).isSuccess() ? waiter.asMono() : Mono.empty();
    }

    /** Returns true when all is written, false after the first failure. */
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
        // A late statement keeps running. A cancelled one would block the next statement that borrows its connection.
        return Mono.fromFuture(() -> Mono.defer(() -> write.apply(rows)).toFuture(), true)
                .timeout(WRITE_TIMEOUT)
                .then(Mono.fromSupplier(() -> {
                    unwritten = List.of();
                    return true;
                }))
                .onErrorResume(error -> {
                    log.atWarn().addKeyValue("buffer", name).addKeyValue("waiting", rows.size() + waiting.size())
                            .addKeyValue("cause", error.getClass().getSimpleName())
                            .log("could not write rows; the next attempt retries them");
                    return Mono.just(false);
                });
    }

    private Mono<Long> pauseUnless(boolean written) {
        return written ? Mono.empty() : Mono.delay(bounds.pause().multipliedBy(LOOKS_PAUSED));
    }

    /** Returns the number of rows that were lost since the start. */
    long lost() {
        return lost.get();
    }

    /** Stops the writer after a last attempt; call it on a thread that may block. */
    void close() {
        writer.dispose();
        writeAll().timeout(WRITE_TIMEOUT, Mono.just(false)).block();
        lost.addAndGet(unwritten.size() + waiting.size());
    }
}
