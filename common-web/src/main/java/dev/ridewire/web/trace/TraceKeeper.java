package dev.ridewire.web.trace;

import io.opentelemetry.context.Context;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Keeps the {@link RequestTrace} in the exchange and, for statements, in the Reactor context under OpenTelemetry's own
 * {@link Context} class. So the agent need not wrap every operator. This filter comes first, while the thread still has
 * the server's span.
 */
final class TraceKeeper implements WebFilter, Ordered {
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var trace = new RequestTrace(Context.current());
        if (!trace.isThere()) {
            return chain.filter(exchange);
        }
        trace.keepIn(exchange);
        return chain.filter(exchange).contextWrite(reactor -> reactor.put(Context.class, trace.context()));
    }
}
