package dev.ridewire.messaging.relay;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time that the relay has been silent while it had the lead. Time on standby does not count, but it does
 * not reset earlier silence either: when two instances pass a stalled slot back and forth, both are seen to stall.
 */
public final class SignsOfLife {
    private final LongSupplier nanos;
    private volatile long last;
    private volatile boolean paused;
    private volatile long silentBeforePause;

    public SignsOfLife(LongSupplier nanos) {
        this.nanos = nanos;
        this.last = nanos.getAsLong();
    }

    /** Notes a sign of life: the relay has read something from the WAL, or waits for Kafka. */
    public void seen() {
        last = nanos.getAsLong();
    }

    public void standBy() {
        if (!paused) {
            silentBeforePause = nanos.getAsLong() - last;
            paused = true;
        }
    }

    public void takeLead() {
        if (paused) {
            last = nanos.getAsLong() - silentBeforePause;
            paused = false;
        }
    }

    public Duration silence() {
        return Duration.ofNanos(paused ? silentBeforePause : nanos.getAsLong() - last);
    }
}
