package dev.ridewire.tracking.application;

import dev.ridewire.events.TraceContext;
import dev.ridewire.tracking.domain.MeasuredTrip;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** Measured trips. */
public interface Trips {
    /** Stores the new trips, each with its event, and deletes their positions and their pending drives. */
    Mono<Void> record(List<Measurement> measurements);

    /** @param cause the trace in which the ride completed */
    record Measurement(MeasuredTrip trip, TraceContext cause) {
        public Measurement {
            Objects.requireNonNull(trip, "trip");
            Objects.requireNonNull(cause, "cause");
        }
    }
}
