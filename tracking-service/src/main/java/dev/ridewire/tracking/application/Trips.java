package dev.ridewire.tracking.application;

import dev.ridewire.events.TraceContext;
import dev.ridewire.tracking.domain.FinishedDrive;
import dev.ridewire.tracking.domain.MeasuredTrip;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** Measured trips. */
public interface Trips {
    /**
     * Stores trips that are newer than the stored ones, each with its event. Their drives wait on for positions that
     * come even later.
     */
    Mono<Void> record(List<Measurement> measurements);

    /** Deletes pending drives and their positions: nothing changes their trips any more. */
    Mono<Void> close(List<FinishedDrive> drives);

    /**
     * A trip to publish.
     *
     * @param version   1, and 2 after late positions
     * @param positions the number of positions that were known
     * @param cause     the trace in which the ride completed
     */
    record Measurement(MeasuredTrip trip, long version, int positions, TraceContext cause) {
        public Measurement {
            Objects.requireNonNull(trip, "trip");
            Objects.requireNonNull(cause, "cause");
        }
    }
}
