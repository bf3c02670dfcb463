package dev.ridewire.tracking.application;

import dev.ridewire.tracking.domain.Implausibility;
import dev.ridewire.tracking.domain.Track.Refusal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The number of points that were refused since the start, by reason. */
public final class RefusedPoints {
    private final Map<Implausibility, LongAdder> counts = new ConcurrentHashMap<>();

    void add(List<Refusal> refusals) {
        refusals.forEach(refusal -> counts.computeIfAbsent(refusal.reason(), reason -> new LongAdder()).increment());
    }

    public long count(Implausibility reason) {
        LongAdder count = counts.get(reason);
        return count == null ? 0 : count.sum();
    }
}
