package dev.ridewire.web.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.springframework.web.server.ServerWebExchange;

/**
 * The trace of a request, for controllers and for filters that answer instead. It is known on every thread, unlike a
 * thread's current span.
 *
 * @param context holds the server's span; holds none if the request is not traced
 */
public record RequestTrace(Context context) {
    private static final RequestTrace NONE = new RequestTrace(Context.root());

    /** Returns the trace of the request that is being answered. */
    public static RequestTrace of(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(RequestTrace.class.getName(), NONE);
    }

    /** Adds an attribute, such as {@code ride.id}, by which people find the trace. */
    public void tag(String key, String value) {
        span().setAttribute(key, value);
    }

    /** Returns 32 hexadecimal digits; all zero if the request is not traced. */
    public String id() {
        return span().getSpanContext().getTraceId();
    }

    boolean isThere() {
        return span().getSpanContext().isValid();
    }

    void keepIn(ServerWebExchange exchange) {
        exchange.getAttributes().put(RequestTrace.class.getName(), this);
    }

    private Span span() {
        return Span.fromContext(context);
    }
}
