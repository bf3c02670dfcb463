package dev.ridewire.dispatch.application;

import dev.ridewire.events.TraceContext;
import java.util.Objects;

/**
 * A value and the span that brought it about.
 *
 * @param trace for a match, the span that consumed the event which opened its search: what time does to the match
 *              later continues there
 */
public record Traced<T>(T value, TraceContext trace) {
    public Traced {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(trace, "trace");
    }
}
