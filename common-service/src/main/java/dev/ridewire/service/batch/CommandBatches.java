package dev.ridewire.service.batch;

import dev.ridewire.service.trace.Traces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Commands that share statements, without a timer that collects them. A command goes at once while few statements are
 * under way. The commands that arrive meanwhile go together in the next one, so batches grow with the load. Each
 * command has its own outcome. If a statement fails through the fault of one command, each of its commands runs again
 * alone: they then cost what they would have cost without batches, and the fault stays with its command.
 *
 * @param <C> the commands
 * @param <R> their outcomes
 */
public final class CommandBatches<C extends BatchedCommand, R> {
    private final String purpose;
    private final BatchBounds bounds;
    private final BatchWaits waits;
    private final Function<List<C>, Mono<List<R>>> statement;
    private final Predicate<Throwable> isOfOne;
    private final Tracer tracer;
    private final Scheduler scheduler;
    private final DistributionSummary sizes;
    private final Counter retries;

    private final Object lock = new Object();
    /** In the order of arrival, except that commands of a failed statement come first. */
    private final List<Entry<C, R>> waiting = new ArrayList<>();
    private final Set<Object> keysUnderWay = new HashSet<>();
    private int statements;
    private boolean watched;
    private @Nullable CompletableFuture<@Nullable Void> closing;

    CommandBatches(
            String purpose, BatchBounds bounds, Function<List<C>, Mono<List<R>>> statement,
            Predicate<Throwable> isOfOne, BatchWaits waits, Tracer tracer, MeterRegistry meters,
            Scheduler scheduler) {
        this.purpose = purpose;
        this.bounds = bounds;
        this.waits = waits;
        this.statement = statement;
        this.isOfOne = isOfOne;
        this.tracer = tracer;
        this.scheduler = scheduler;
        this.sizes = DistributionSummary.builder("ridewire.batch.commands").tag("batch", purpose)
                .description("Commands of a statement").register(meters);
        this.retries = Counter.builder("ridewire.batch.retries").tag("batch", purpose)
                .description("Commands that ran again alone, because their statement failed").register(meters);
        Gauge.builder("ridewire.batch.waiting", this, CommandBatches::waitingNow).tag("batch", purpose)
                .description("Commands that wait for a statement").register(meters);
    }

    /**
     * Runs a command in a transaction that it may share with others; never in one of the caller. A cancelled
     * subscription does not cancel the command: it runs, and nobody hears of its outcome.
     *
     * @return fails with {@link BatchUnavailableException} if too many commands wait, this one has waited too long, or
     *         the service stops
     */
    public Mono<R> submit(C command) {
        return Mono.deferContextual(context -> {
            long deadline = scheduler.now(TimeUnit.NANOSECONDS) + waits.patience().toNanos();
            var entry = new Entry<C, R>(command, Traces.in(context), deadline);
            var refusal = accept(entry);
            if (refusal != null) {
                return Mono.error(new BatchUnavailableException(purpose + ": " + refusal));
            }
            startWhatMay();
            return Mono.fromFuture(entry.outcome, true);
        });
    }

    /** Takes commands again after {@link #close}. */
    void open() {
        synchronized (lock) {
            closing = null;
        }
    }

    /** Takes no further commands, and completes when those that it has are done. */
    Mono<Void> close() {
        CompletableFuture<@Nullable Void> done;
        synchronized (lock) {
            done = closing == null ? new CompletableFuture<>() : closing;
            closing = done;
            noteIdle();
        }
        return Mono.fromFuture(done, true).then();
    }

    /** @return why the command is not taken; null if it is */
    private @Nullable String accept(Entry<C, R> entry) {
        synchronized (lock) {
            if (closing != null) {
                return "the service stops";
            }
            if (waiting.size() >= waits.commands()) {
                return "too many commands wait (limit: %d)".formatted(waits.commands());
            }
            waiting.add(entry);
            return null;
        }
    }

    private void startWhatMay() {
        for (var next = next(); !next.isEmpty(); next = next()) {
            run(next);
        }
    }

    /** Takes the next batch from the queue; empty if no statement may start, or no waiting command may run. */
    private List<Entry<C, R>> next() {
        synchronized (lock) {
            var batch = statements == bounds.statements() ? List.<Entry<C, R>>of() : take();
            statements += batch.isEmpty() ? 0 : 1;
            watch();
            return batch;
        }
    }

    private List<Entry<C, R>> take() {
        List<Entry<C, R>> batch = new ArrayList<>();
        long bytes = 0;
        Iterator<Entry<C, R>> entries = waiting.iterator();
        while (entries.hasNext() && batch.size() < bounds.commands()) {
            Entry<C, R> entry = entries.next();
            if (keysUnderWay.contains(entry.command.conflictKey())) {
                continue;
            }
            bytes += entry.command.bytes();
            boolean fits = bytes <= bounds.bytes() && !entry.alone && !isAlone(batch);
            if (!batch.isEmpty() && !fits) {
                break;
            }
            entries.remove();
            keysUnderWay.add(entry.command.conflictKey());
            batch.add(entry);
        }
        return batch;
    }

    private boolean isAlone(List<Entry<C, R>> batch) {
        return !batch.isEmpty() && batch.getFirst().alone;
    }

    private void run(List<Entry<C, R>> batch) {
        sizes.record(batch.size());
        var spans = BatchSpans.start(tracer, purpose, batch.stream().map(entry -> entry.cause).toList());
        var run = new Run(batch, spans);
        Mono.defer(() -> statement.apply(batch.stream().map(entry -> entry.command).toList()))
                .timeout(waits.statement(), scheduler)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException(purpose + ": no outcomes")))
                .subscribe(run::succeed, run::fail);
        run.hasStarted();
    }

    /** Has the first deadline of those who wait looked after, by one timer for all. */
    private void watch() {
        if (!watched && !waiting.isEmpty()) {
            watched = true;
            long first = waiting.stream().mapToLong(entry -> entry.deadline).min().getAsLong();
            long delay = first - scheduler.now(TimeUnit.NANOSECONDS);
            scheduler.schedule(this::endWaits, Math.max(0, delay), TimeUnit.NANOSECONDS);
        }
    }

    private void endWaits() {
        List<Entry<C, R>> late = new ArrayList<>();
        synchronized (lock) {
            long now = scheduler.now(TimeUnit.NANOSECONDS);
            waiting.removeIf(entry -> entry.deadline <= now && late.add(entry));
            watched = false;
            watch();
            noteIdle();
        }
        late.forEach(entry -> entry.outcome.completeExceptionally(new BatchUnavailableException(
                "%s: waited for a statement for %s".formatted(purpose, waits.patience()))));
    }

    private int waitingNow() {
        synchronized (lock) {
            return waiting.size();
        }
    }

    private boolean isIdle() {
        return waiting.isEmpty() && statements == 0;
    }

    private void noteIdle() {
        if (closing != null && isIdle()) {
            closing.complete(null);
        }
    }

    /** A command with its outcome. */
    private static final class Entry<C, R> {
        private final C command;
        private final io.opentelemetry.context.Context cause;
        private final long deadline;
        private final CompletableFuture<R> outcome = new CompletableFuture<>();
        private boolean alone;

        Entry(C command, io.opentelemetry.context.Context cause, long deadline) {
            this.command = command;
            this.cause = cause;
            this.deadline = deadline;
        }
    }

    /** A statement under way. */
    private final class Run {
        private final List<Entry<C, R>> batch;
        private final BatchSpans spans;
        /** Null once {@link CommandBatches#run} has returned. */
        private volatile @Nullable Thread starter = Thread.currentThread();

        Run(List<Entry<C, R>> batch, BatchSpans spans) {
            this.batch = batch;
            this.spans = spans;
        }

        void hasStarted() {
            starter = null;
        }

        void succeed(List<R> outcomes) {
            if (outcomes.size() != batch.size()) {
                fail(new IllegalStateException("%s: %d outcomes (expected: %d)"
                        .formatted(purpose, outcomes.size(), batch.size())));
                return;
            }
            spans.end(null);
            end(List.of());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).outcome.complete(outcomes.get(i));
            }
        }

        void fail(Throwable failure) {
            spans.end(failure);
            if (batch.size() > 1 && isOfOne.test(failure)) {
                batch.forEach(entry -> entry.alone = true);
                retries.increment(batch.size());
                end(batch);
            } else {
                end(List.of());
                batch.forEach(entry -> entry.outcome.completeExceptionally(failure));
            }
        }

        /** Makes way for the next statement before the outcomes are told, so that the database does not wait for it. */
        private void end(List<Entry<C, R>> again) {
            synchronized (lock) {
                statements--;
                batch.forEach(entry -> keysUnderWay.remove(entry.command.conflictKey()));
                waiting.addAll(0, again);
                noteIdle();
            }
            // A statement that ends while it starts leaves the next one to the loop that started it: no recursion.
            if (starter != Thread.currentThread()) {
                startWhatMay();
            }
        }
    }
}
