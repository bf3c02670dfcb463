package dev.ridewire.events;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The W3C trace context of an event's cause, as it is stored in the outbox and sent in the event's headers.
 *
 * @param traceparent the {@code traceparent} header; null where nothing was traced
 * @param tracestate  the {@code tracestate} header; null where there is none
 * @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>
 */
public record TraceContext(@Nullable String traceparent, @Nullable String tracestate) {
    /** The context of an untraced event. */
    public static final TraceContext NONE = new TraceContext(null, null);

    public TraceContext {
        if (traceparent == null && tracestate != null) {
            throw new IllegalArgumentException("tracestate without traceparent: " + Objects.requireNonNull(tracestate));
        }
    }
}
