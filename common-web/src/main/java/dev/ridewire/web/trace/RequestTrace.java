package dev.ridewire.web.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.springframework.web.server.ServerWebExchange;

/**
 * The trace of a request, for controllers and the filters that answer in their place: known on every thread, unlike the
 * thread's current span.
 *
 * @param context holds the server's span; none if nobody traces
 */
public record RequestTrace(Context context) {
    private static final RequestTrace NONE = new RequestTrace(Context.root());

    /** Returns the trace of the request that is being answered. */
    public static RequestTrace of(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(RequestTrace.class.getName(), NONE);
    }

    /** Makes the request be found by, say, {@code ride.id}. */
    public void tag(String key, String value) {
        span().setAttribute(key, value);
    }

    /** 32 hexadecimal digits; all zero if nobody traces. */
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
