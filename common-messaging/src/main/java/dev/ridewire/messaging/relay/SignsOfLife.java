package dev.ridewire.messaging.relay;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time that the relay has been silent while it was its turn to read. Time on standby does not count, nor does it
 * make up for silence before: two instances that hand a stalled slot to and fro are both seen to stall.
 */
final class SignsOfLife {
    private final LongSupplier nanos;
    private volatile long last;
    private volatile boolean paused;
    private volatile long silentBeforePause;

    SignsOfLife(LongSupplier nanos) {
        this.nanos = nanos;
        this.last = nanos.getAsLong();
    }

    /** Something came out of the WAL, or waits for Kafka. */
    void seen() {
        last = nanos.getAsLong();
    }

    void standBy() {
        if (!paused) {
            silentBeforePause = nanos.getAsLong() - last;
            paused = true;
        }
    }

    void takeTurn() {
        if (paused) {
            last = nanos.getAsLong() - silentBeforePause;
            paused = false;
        }
    }

    Duration silence() {
        return Duration.ofNanos(paused ? silentBeforePause : nanos.getAsLong() - last);
    }
}
