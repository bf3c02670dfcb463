package dev.ridewire.web.load;

import dev.ridewire.web.reactive.RequestPermit;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The number of requests that may be under way at once. It falls while answers are slower than the target, and rises
 * while they are not (additive increase, multiplicative decrease). Writes may use {@link #SHARE_OF_WRITES} of it, so
 * that reads are refused last.
 */
final class ConcurrencyLimit {
    /** The share of the limit that writes may use; the rest is for reads. */
    static final double SHARE_OF_WRITES = 0.8;
    /**
     * The least number of answers between two adjustments of the limit, because fewer are no basis. The next constant
     * is the least time between them.
     */
    static final int ANSWERS_PER_JUDGEMENT = 20;
    static final long NANOS_PER_JUDGEMENT = 250_000_000L;
    private static final double DECREASE = 0.9;
    private static final double INCREASE = 0.05;

    private final LoadProperties.Concurrent bounds;
    private final LongSupplier nanoTime;

    private double limit;
    /** The permits of requests under way, oldest first. */
    private final Set<Permit> underWay = new LinkedHashSet<>();
    private long refused;
    private int mostUnderWay;
    private int answers;
    private long nanosOfAnswers;
    private long judgedAt;

    /** @param nanoTime a clock like {@link System#nanoTime} */
    ConcurrencyLimit(LoadProperties.Concurrent bounds, LongSupplier nanoTime) {
        this.bounds = bounds;
        this.nanoTime = nanoTime;
        this.limit = bounds.initial();
        this.judgedAt = nanoTime.getAsLong();
    }

    /** Takes a place for a request; null if none is free. */
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

    /** Returns the number of requests that were refused since the start. */
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
     * Frees the places of requests that never ended. Without it, a faulty handler that never answers would take one
     * place after the other.
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
            // An unused limit must not grow, because no answer shows that the service could serve more.
            limit = Math.min(bounds.most(), limit + Math.max(1, limit * INCREASE));
        }
    }

    /**
     * A place of one request. While the request waits for its client, it neither holds the place nor counts as slow.
     */
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

        /** Frees the place while the request waits for its client. */
        void stepOut() {
            synchronized (ConcurrencyLimit.this) {
                if (underWay.remove(this)) {
                    nanosInside += nanoTime.getAsLong() - enteredAt;
                }
            }
        }

        /** Takes a place again after the client has sent its data; false if none is free. */
        boolean stepIn() {
            synchronized (ConcurrencyLimit.this) {
                return over || underWay.contains(this) || enter(this);
            }
        }

        /**
         * Frees the place at the end of the request, unless work that it began is still running. A second call has no
         * effect.
         *
         * @param answered false if the client disconnected before
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
                // The wait of a client that disconnected counts if it was too long: the answer would have taken even
                // longer.
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
