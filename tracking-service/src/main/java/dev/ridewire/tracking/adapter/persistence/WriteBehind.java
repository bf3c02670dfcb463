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

/** Collects rows that may be lost and writes them in batches, one after another. It never makes its caller wait. */
public final class WriteBehind<T> {
    private static final Logger log = LoggerFactory.getLogger(WriteBehind.class);
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(5);

    private final String name;
    private final Bounds bounds;
    private final Function<List<T>, Mono<Void>> write;
    private final ArrayBlockingQueue<T> waiting;
    private final AtomicLong lost = new AtomicLong();
    private final Disposable writer;

    /**
     * @param capacity rows that may wait; more are lost
     * @param batch    rows of one statement
     * @param pause    between looks at what waits
     */
    public record Bounds(int capacity, int batch, Duration pause) {}

    WriteBehind(String name, Bounds bounds, Function<List<T>, Mono<Void>> write) {
        this.name = name;
        this.bounds = bounds;
        this.write = write;
        this.waiting = new ArrayBlockingQueue<>(bounds.capacity());
        this.writer = Flux.interval(bounds.pause())
                .onBackpressureDrop()
                .concatMap(tick -> writeAll(), 1)
                .subscribe();
    }

    void add(T row) {
        if (!waiting.offer(row)) {
            lost.incrementAndGet();
        }
    }

    private Mono<Void> writeAll() {
        return Mono.defer(this::writeBatch).repeat(() -> !waiting.isEmpty()).then();
    }

    private Mono<Void> writeBatch() {
        List<T> rows = new ArrayList<>(bounds.batch());
        waiting.drainTo(rows, bounds.batch());
        if (rows.isEmpty()) {
            return Mono.empty();
        }
        return Mono.defer(() -> write.apply(rows)).timeout(WRITE_TIMEOUT).onErrorResume(error -> {
            lost.addAndGet(rows.size());
            log.atWarn().addKeyValue("buffer", name).addKeyValue("lost", lost.get())
                    .addKeyValue("cause", error.getClass().getSimpleName()).log("rows could not be written");
            return Mono.empty();
        });
    }

    /** Rows that were lost since the start. */
    long lost() {
        return lost.get();
    }

    /** Stops the writer after a last attempt, from a thread that may wait. */
    void close() {
        writer.dispose();
        writeAll().block(WRITE_TIMEOUT);
    }
}
