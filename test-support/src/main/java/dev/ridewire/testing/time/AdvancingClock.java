package dev.ridewire.testing.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that moves only when a test says so. Threads other than the test's may read it. */
public final class AdvancingClock extends Clock {
    private volatile Instant now;

    public AdvancingClock(Instant start) {
        this.now = start;
    }

    /** Moves the time forward. One thread does that at a time. */
    public void advance(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("always UTC");
    }
}
