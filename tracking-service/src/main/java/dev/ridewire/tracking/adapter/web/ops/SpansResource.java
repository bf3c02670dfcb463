package dev.ridewire.tracking.adapter.web.ops;

import dev.ridewire.tracking.application.life.Spans;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The spans of a ride.
 *
 * @param available whether a store of spans is configured
 * @param truncated whether the store has more spans than these
 */
record SpansResource(boolean available, boolean truncated, List<Bar> spans) {
    static final SpansResource NONE = new SpansResource(false, false, List.of());

    /** @param startMicros microseconds since 1970; JSON's times here end at milliseconds */
    record Bar(
            String traceId,
            String id,
            @Nullable String parentId,
            String service,
            String name,
            @Nullable String kind,
            long startMicros,
            long durationMicros,
            @Nullable String error,
            Map<String, String> attributes) {
        static Bar of(Spans.Span span) {
            return new Bar(span.traceId(), span.id(), span.parentId(), span.service(), span.name(), span.kind(),
                    ChronoUnit.MICROS.between(Instant.EPOCH, span.startedAt()), span.duration().toNanos() / 1_000,
                    span.error(), span.attributes());
        }
    }

    static SpansResource of(Spans.Found found) {
        return new SpansResource(true, found.truncated(), found.spans().stream().map(Bar::of).toList());
    }
}
