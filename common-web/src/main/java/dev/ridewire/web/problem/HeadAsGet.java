package dev.ridewire.web.problem;

import org.reactivestreams.Publisher;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets HEAD requests pass access rules and reach handlers as GET. The server drops the body, because it knows the
 * original method.
 */
final class HeadAsGet implements WebFilter, Ordered {
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 20;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return HttpMethod.HEAD.equals(exchange.getRequest().getMethod())
                ? chain.filter(exchange.mutate().request(request -> request.method(HttpMethod.GET))
                        .response(new WithoutStream(exchange.getResponse())).build())
                : chain.filter(exchange);
    }

    /** An answer that sends its head at once if its body is a stream, which has no end to wait for. */
    private static final class WithoutStream extends ServerHttpResponseDecorator {
        private WithoutStream(ServerHttpResponse answer) {
            super(answer);
        }

        @Override
        public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> stream) {
            return setComplete();
        }
    }
}
