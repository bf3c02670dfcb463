package dev.ridewire.web.load;

import dev.ridewire.web.reactive.RequestPermit;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The number of requests that may be under way at once: fewer while answers are slower than they should be, more again
 * when they are not (additive increase, multiplicative decrease). Writes may use {@link #SHARE_OF_WRITES} of it, so
 * that reads are refused last.
 */
final class ConcurrencyLimit {
    /** The share of the limit that writes may use; the rest is for reads. */
    static final double SHARE_OF_WRITES = 0.8;
    /** Answers after which the limit is judged, and how long it takes at least: fewer say nothing. */
    static final int ANSWERS_PER_JUDGEMENT = 20;
    static final long NANOS_PER_JUDGEMENT = 250_000_000L;
    private static final double DECREASE = 0.9;
    private static final double INCREASE = 0.05;

    private final LoadProperties.Concurrent bounds;
    private final LongSupplier nanoTime;

    private double limit;
    /** Oldest first. */
    private final Set<Permit> underWay = new LinkedHashSet<>();
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
        var permit = new Permit(write);
        return enter(permit) ? permit : null;
    }

    synchronized int limit() {
        return (int) limit;
    }

    synchronized int underWay() {
        return underWay.size();
    }

    /** Since the start. */
    synchronized long refused() {
        return refused;
    }

    private boolean enter(Permit permit) {
        long now = nanoTime.getAsLong();
        giveUpOnTheLost(now);
        double places = permit.write ? Math.max(1, limit * SHARE_OF_WRITES) : limit;
        if (underWay.size() + 1 > places) {
            refused++;
            return false;
        }
        permit.enteredAt = now;
        underWay.add(permit);
        mostUnderWay = Math.max(mostUnderWay, underWay.size());
        return true;
    }

    /**
     * No fault of a handler may keep a place forever: one that never answers would otherwise close the service bit by
     * bit.
     */
    private void giveUpOnTheLost(long now) {
        while (!underWay.isEmpty()) {
            Permit oldest = underWay.iterator().next();
            if (now - oldest.enteredAt <= bounds.longest().toNanos()) {
                return;
            }
            underWay.remove(oldest);
        }
    }

    private void count(long nanos) {
        answers++;
        nanosOfAnswers += nanos;
        long now = nanoTime.getAsLong();
        if (answers >= ANSWERS_PER_JUDGEMENT && now - judgedAt >= NANOS_PER_JUDGEMENT) {
            judge();
            judgedAt = now;
            answers = 0;
            nanosOfAnswers = 0;
            mostUnderWay = underWay.size();
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

    /** One place. Time in which the request waits for its client is neither spent in it nor measured. */
    final class Permit implements RequestPermit {
        private final boolean write;
        private long enteredAt;
        private long nanosInside;
        private int works;
        private boolean measured;
        private boolean over;

        private Permit(boolean write) {
            this.write = write;
        }

        /** While the client is waited for. */
        void stepOut() {
            synchronized (ConcurrencyLimit.this) {
                if (underWay.remove(this)) {
                    nanosInside += nanoTime.getAsLong() - enteredAt;
                }
            }
        }

        /** Once the client has sent what was waited for; false where there is no place any more. */
        boolean stepIn() {
            synchronized (ConcurrencyLimit.this) {
                return over || underWay.contains(this) || enter(this);
            }
        }

        /**
         * The request is over, but perhaps not the work that was begun for it. Again: of no effect.
         *
         * @param answered false where the client had hung up before
         */
        void release(boolean answered) {
            synchronized (ConcurrencyLimit.this) {
                if (over) {
                    return;
                }
                over = true;
                long nanos = nanosInside + (underWay.contains(this) ? nanoTime.getAsLong() - enteredAt : 0);
                if (works == 0) {
                    underWay.remove(this);
                }
                // How long somebody waited who then hung up says that it was that slow at least.
                if (measured && (answered || nanos > bounds.target().toNanos())) {
                    count(nanos);
                }
            }
        }

        @Override
        public void measure() {
            synchronized (ConcurrencyLimit.this) {
                measured = true;
            }
        }

        @Override
        public void leave() {
            synchronized (ConcurrencyLimit.this) {
                over = true;
                underWay.remove(this);
            }
        }

        @Override
        public void workBegins() {
            synchronized (ConcurrencyLimit.this) {
                works++;
            }
        }

        @Override
        public void workEnds() {
            synchronized (ConcurrencyLimit.this) {
                works--;
                if (over && works == 0) {
                    underWay.remove(this);
                }
            }
        }
    }
}
