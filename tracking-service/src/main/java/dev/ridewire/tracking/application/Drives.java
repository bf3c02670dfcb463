package dev.ridewire.tracking.application;

import dev.ridewire.events.TraceContext;
import dev.ridewire.tracking.domain.FinishedDrive;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The drives that are finished and not yet measured. */
public interface Drives {
    /** Stores the drives whose trips are not known yet. */
    Mono<Void> await(List<Pending> drives);

    /** Finds up to {@code limit} drives that are due, those due first before others. */
    Mono<List<Pending>> due(Instant now, int limit);

    /**
     * A drive that waits for late positions.
     *
     * @param dueAt    the time at which it is measured
     * @param measured the number of positions at its first measurement; null before that
     * @param cause    the trace in which the ride completed
     */
    record Pending(FinishedDrive drive, Instant dueAt, @Nullable Integer measured, TraceContext cause) {
        public Pending {
            Objects.requireNonNull(drive, "drive");
            Objects.requireNonNull(dueAt, "dueAt");
            Objects.requireNonNull(cause, "cause");
        }
    }
}
