package dev.ridewire.tracking.application;

import dev.ridewire.events.TraceContext;
import dev.ridewire.tracking.domain.MeasuredTrip;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** Measured trips. */
public interface Trips {
    /** Stores the trips that are new, with the event that tells of them, and forgets the positions they rest on. */
    Mono<Void> record(List<Measurement> measurements);

    /** @param cause the span that led to it */
    record Measurement(MeasuredTrip trip, TraceContext cause) {
        public Measurement {
            Objects.requireNonNull(trip, "trip");
            Objects.requireNonNull(cause, "cause");
        }
    }
}
