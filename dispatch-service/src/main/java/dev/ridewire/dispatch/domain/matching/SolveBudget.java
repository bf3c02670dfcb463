package dev.ridewire.dispatch.domain.matching;

import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * The time that a solver may take for one batch.
 *
 * @param nanoTime a clock that only moves forward, for example {@code System::nanoTime}
 * @param nanos    the time from the first look at the clock on
 */
public record SolveBudget(LongSupplier nanoTime, long nanos) {
    /** Gives as much time as the optimum takes. */
    public static final SolveBudget UNLIMITED = new SolveBudget(() -> 0, Long.MAX_VALUE);

    public SolveBudget {
        Objects.requireNonNull(nanoTime, "nanoTime");
        if (nanos < 0) {
            throw new IllegalArgumentException("nanos: %d (expected: 0 or more)".formatted(nanos));
        }
    }

    public static SolveBudget of(Duration time, LongSupplier nanoTime) {
        return new SolveBudget(nanoTime, time.toNanos());
    }

    Watch start() {
        return new Watch(nanoTime, nanos);
    }

    /** The budget of one run, and whether it is spent. Once spent, it stays spent. */
    static final class Watch {
        /** Between two looks at the clock; one step is one scan of a node's edges, less than a microsecond. */
        private static final int STEPS_BETWEEN_LOOKS = 256;

        private final LongSupplier nanoTime;
        private final long nanos;
        private final long start;
        private int stepsToNextLook = 1;
        private boolean spent;

        private Watch(LongSupplier nanoTime, long nanos) {
            this.nanoTime = nanoTime;
            this.nanos = nanos;
            this.start = nanoTime.getAsLong();
        }

        boolean spentAfterOneMoreStep() {
            if (--stepsToNextLook == 0) {
                stepsToNextLook = STEPS_BETWEEN_LOOKS;
                spent = spent || nanoTime.getAsLong() - start >= nanos;
            }
            return spent;
        }
    }
}
