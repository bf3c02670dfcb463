package dev.ridewire.service.trace;

import dev.ridewire.events.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

/**
 * The conversion of a trace into something that can be stored, and back. It also passes the trace on to new spans.
 * Without the agent, all of it does nothing.
 */
public final class Traces {
    private static final String TRACEPARENT = "traceparent";
    private static final String TRACESTATE = "tracestate";
    private static final TextMapGetter<TraceContext> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(TraceContext carrier) {
            return List.of(TRACEPARENT, TRACESTATE);
        }

        @Override
        public @Nullable String get(@Nullable TraceContext carrier, String key) {
            if (carrier == null) {
                return null;
            }
            return key.equals(TRACEPARENT) ? carrier.traceparent() : carrier.tracestate();
        }
    };

    private Traces() {}

    /** Returns the span of a context. */
    public static TraceContext of(Context context) {
        if (!Span.fromContext(context).getSpanContext().isValid()) {
            return TraceContext.NONE;
        }
        Map<String, String> headers = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(context, headers, Map::put);
        return new TraceContext(headers.get(TRACEPARENT), headers.get(TRACESTATE));
    }

    /** Returns a context whose current span is the stored one, to be the parent of new spans. */
    public static Context contextOf(TraceContext stored) {
        return W3CTraceContextPropagator.getInstance().extract(Context.root(), stored, GETTER);
    }

    /** Returns the context of the request or event that caused some work; without a span if nothing did. */
    public static Context in(ContextView reactor) {
        return reactor.hasKey(Context.class) ? reactor.get(Context.class) : Context.root();
    }

    /**
     * Puts a trace into a Reactor context. Work that is subscribed with the result becomes a child of the trace's span.
     */
    public static reactor.util.context.Context put(reactor.util.context.Context reactor, Context trace) {
        return reactor.put(Context.class, trace);
    }
}
