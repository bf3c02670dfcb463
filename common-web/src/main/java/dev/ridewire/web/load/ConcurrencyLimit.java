package dev.ridewire.web.load;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How many requests may be under way at once: fewer while answers are slower than they should be, more again when they are not
 * (additive increase, multiplicative decrease). Writes may use {@link #SHARE_OF_WRITES} of it, so that reads are refused last.
 */
final class ConcurrencyLimit {
    /** Of the limit; what is left is for reads. */
    static final double SHARE_OF_WRITES = 0.8;
    /** Answers after which the limit is judged, and how long it takes at least: fewer say nothing. */
    static final int ANSWERS_PER_JUDGEMENT = 20;
    static final long NANOS_PER_JUDGEMENT = 250_000_000L;
    private static final double DECREASE = 0.9;
    private static final double INCREASE = 0.05;

    private final LoadProperties.Concurrent bounds;
    private final LongSupplier nanoTime;

    private double limit;
    private int underWay;
    private long refused;
    private int mostUnderWay;
    private int answers;
    private long nanosOfAnswers;
    private long judgedAt;

    /** @param nanoTime as {@link System#nanoTime} */
    ConcurrencyLimit(LoadProperties.Concurrent bounds, LongSupplier nanoTime) {
        this.bounds = bounds;
        this.nanoTime = nanoTime;
        this.limit = bounds.initial();
        this.judgedAt = nanoTime.getAsLong();
    }

    /** A place among those under way, or null where there is none. */
    synchronized @Nullable Permit tryAcquire(boolean write) {
        double places = write ? Math.max(1, limit * SHARE_OF_WRITES) : limit;
        if (underWay + 1 > places) {
            refused++;
            return null;
        }
        underWay++;
        mostUnderWay = Math.max(mostUnderWay, underWay);
        return new Permit(nanoTime.getAsLong());
    }

    synchronized int limit() {
        return (int) limit;
    }

    synchronized int underWay() {
        return underWay;
    }

    /** Since the start. */
    synchronized long refused() {
        return refused;
    }

    private synchronized void release(long startedAt, boolean answered) {
        underWay--;
        long now = nanoTime.getAsLong();
        // How long somebody waited who then hung up says that it was that slow at least.
        if (answered || now - startedAt > bounds.target().toNanos()) {
            answers++;
            nanosOfAnswers += now - startedAt;
        }
        if (answers >= ANSWERS_PER_JUDGEMENT && now - judgedAt >= NANOS_PER_JUDGEMENT) {
            judge();
            judgedAt = now;
            answers = 0;
            nanosOfAnswers = 0;
            mostUnderWay = underWay;
        }
    }

    private void judge() {
        if (nanosOfAnswers / answers > bounds.target().toNanos()) {
            limit = Math.max(bounds.least(), Math.min(limit, Math.max(mostUnderWay, bounds.least())) * DECREASE);
        } else if (mostUnderWay > limit / 2) {
            // A limit that nobody comes near would only grow for nothing.
            limit = Math.min(bounds.most(), limit + Math.max(1, limit * INCREASE));
        }
    }

    /** One place; giving it back twice is giving it back once. */
    final class Permit {
        private final long startedAt;
        private final AtomicBoolean released = new AtomicBoolean();

        private Permit(long startedAt) {
            this.startedAt = startedAt;
        }

        /** @param answered false where the client had hung up before */
        void release(boolean answered) {
            if (released.compareAndSet(false, true)) {
                ConcurrencyLimit.this.release(startedAt, answered);
            }
        }
    }
}
