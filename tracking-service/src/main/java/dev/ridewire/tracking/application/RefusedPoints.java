package dev.ridewire.tracking.application;

import dev.ridewire.tracking.domain.Implausibility;
import dev.ridewire.tracking.domain.Track.Refusal;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/** The number of points that were refused since the start, by reason. */
public final class RefusedPoints {
    private final AtomicLongArray counts = new AtomicLongArray(Implausibility.values().length);

    void add(List<Refusal> refusals) {
        refusals.forEach(refusal -> counts.incrementAndGet(refusal.reason().ordinal()));
    }

    public long count(Implausibility reason) {
        return counts.get(reason.ordinal());
    }
}
