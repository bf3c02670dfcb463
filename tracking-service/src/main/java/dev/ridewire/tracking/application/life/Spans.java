package dev.ridewire.tracking.application.life;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The spans of a ride. They enrich its time line, which is complete without them. */
public interface Spans {
    /**
     * Finds the spans of all traces that name a ride; empty if no store of spans is configured. Fails if the store does
     * not answer in time.
     */
    Mono<Found> of(UUID rideId);

    /** @param truncated whether the store has more spans than these */
    record Found(List<Span> spans, boolean truncated) {
        public Found {
            spans = List.copyOf(spans);
        }
    }

    /**
     * A piece of work of one service.
     *
     * @param kind  CLIENT, SERVER, PRODUCER or CONSUMER; null for work inside a service
     * @param error null if the work did not fail
     */
    record Span(
            String traceId,
            String id,
            @Nullable String parentId,
            String service,
            String name,
            @Nullable String kind,
            Instant startedAt,
            Duration duration,
            @Nullable String error,
            Map<String, String> attributes) {
        public Span {
            attributes = Map.copyOf(attributes);
        }
    }
}
