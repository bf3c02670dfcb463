package dev.ridewire.web.problem;

import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * Turns an {@link Error} of a handler into an answer, as for exceptions. Reactor throws errors that it takes for fatal,
 * such as a stack overflow, instead of signalling them. Then no answer would be sent, and no action at the end of the
 * request would run.
 */
final class FatalErrors implements WebFilter, Ordered {
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.<Void>create(sink -> {
            try {
                sink.onCancel(chain.filter(exchange).subscribe(
                        nothing -> {}, sink::error, sink::success, Context.of(sink.contextView())));
            } catch (Error error) {
                sink.error(error);
            }
        }).onErrorMap(Error.class, error -> new IllegalStateException("a handler failed", error));
    }
}
