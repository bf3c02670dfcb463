package dev.ridewire.dispatch.adapter.schedule;

import dev.ridewire.dispatch.application.matching.MatchingRides.Batch;
import dev.ridewire.dispatch.application.matching.MatchingRides;
import dev.ridewire.dispatch.application.matching.RecordingBatches;
import dev.ridewire.dispatch.application.ride.SearchCursor;
import dev.ridewire.dispatch.domain.matching.BatchWindow;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Walks through all open searches, a batch a tick, and begins again at the oldest. Between two walks lies a window that
 * follows the rate of new searches.
 */
public final class Matching {
    private static final Logger log = LoggerFactory.getLogger(Matching.class);

    private final MatchingRides matching;
    private final RecordingBatches recording;
    private final BatchMeters meters;
    private final LongSupplier nanoTime;
    private volatile @Nullable SearchCursor next;
    private volatile BatchWindow window;
    private volatile Walk walk;

    /**
     * A walk through all searches.
     *
     * @param startNanos  when it began
     * @param sinceBefore the time from the start of the walk before
     * @param before      the rides of the walk before
     * @param seen        the rides of this walk so far
     */
    private record Walk(long startNanos, Duration sinceBefore, Set<UUID> before, Set<UUID> seen) {
        Walk {
            before = Set.copyOf(before);
            seen = Set.copyOf(seen);
        }

        static Walk first(long now) {
            return new Walk(now, Duration.ZERO, Set.of(), Set.of());
        }

        Walk next(long now) {
            return new Walk(now, Duration.ofNanos(now - startNanos), seen, Set.of());
        }

        Walk past(Collection<UUID> rides) {
            Set<UUID> all = new HashSet<>(seen);
            all.addAll(rides);
            return new Walk(startNanos, sinceBefore, before, all);
        }

        int arrived() {
            return (int) seen.stream().filter(ride -> !before.contains(ride)).count();
        }
    }

    /** @param nanoTime a clock that only moves forward: the wall clock, set back, would stop matching */
    public Matching(
            MatchingRides matching, RecordingBatches recording, BatchWindow.Settings window, BatchMeters meters,
            LongSupplier nanoTime) {
        this.matching = matching;
        this.recording = recording;
        this.meters = meters;
        this.nanoTime = nanoTime;
        this.window = BatchWindow.quiet(window);
        this.walk = Walk.first(nanoTime.getAsLong());
    }

    /** One batch, unless the window is still open; true while the walk is not at its end. */
    public Mono<Boolean> tick() {
        if (next == null) {
            long now = nanoTime.getAsLong();
            if (now - walk.startNanos() < window.length().toNanos()) {
                return Mono.just(false);
            }
            walk = walk.next(now);
        }
        return matching.matchBatch(next).flatMap(batch -> {
            next = batch.next().orElse(null);
            walk = walk.past(batch.rides());
            if (next == null) {
                window = window.after(walk.arrived(), walk.sinceBefore());
            }
            meters.record(batch);
            report(batch);
            boolean more = next != null;
            return recording.record(batch.explained()).thenReturn(more);
        });
    }

    private static void report(Batch batch) {
        var decision = batch.decision();
        if (!decision.optimal()) {
            log.atWarn().addKeyValue("searches", batch.rides().size()).addKeyValue("candidates", decision.candidates())
                    .addKeyValue("solveMillis", decision.solveTime().toMillis())
                    .log("batch finished greedily: the solver exceeded its time budget");
        }
        if (batch.offers() > 0) {
            log.atInfo().addKeyValue("searches", batch.rides().size())
                    .addKeyValue("candidates", decision.candidates())
                    .addKeyValue("solveMicros", decision.solveTime().toNanos() / 1_000)
                    .addKeyValue("proposals", decision.proposals().size()).addKeyValue("offers", batch.offers())
                    .log("rides offered");
        }
    }
}
