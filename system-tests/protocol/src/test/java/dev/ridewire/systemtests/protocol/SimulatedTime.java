package dev.ridewire.systemtests.protocol;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;

/** A clock that moves when it is told to, and ids that are the same in every run of a seed. */
final class SimulatedTime extends Clock {
    private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
    /** The bits that make a UUID one of version 7 and of the RFC's variant. */
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private Instant now = START;
    private long ids;

    void advance(Duration by) {
        now = now.plus(by);
    }

    /** The next id, greater than all before it. */
    UUID nextId() {
        return new UUID(now.toEpochMilli() << 16 | VERSION_7, VARIANT | ++ids);
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
        throw new UnsupportedOperationException("simulated time is UTC");
    }
}
