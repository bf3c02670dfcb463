package dev.ridewire.tracking.adapter.web.location;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The rate of points on one connection. It refuses none: it says how long the next message has to wait, and the phone
 * feels that as a connection that takes no more. One caller at a time.
 */
final class PointBudget {
    private final long nanosOfPoint;
    private final long nanosOfBurst;
    private final LongSupplier nanoTime;
    /** The time at which all points so far are paid for. */
    private long paidAt;

    PointBudget(int burst, int perSecond, LongSupplier nanoTime) {
        this.nanosOfPoint = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.nanosOfBurst = burst * nanosOfPoint;
        this.nanoTime = nanoTime;
        this.paidAt = nanoTime.getAsLong();
    }

    /** Takes points out of the budget, and returns the time to wait before they may be worked on. */
    Duration take(int points) {
        long now = nanoTime.getAsLong();
        paidAt = (paidAt - now < 0 ? now : paidAt) + points * nanosOfPoint;
        return Duration.ofNanos(Math.max(0, paidAt - now - nanosOfBurst));
    }
}
