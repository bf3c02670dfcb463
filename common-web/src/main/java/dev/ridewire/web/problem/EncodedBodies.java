package dev.ridewire.web.problem;

import java.util.List;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses bodies with a {@code Content-Encoding}: the codecs ignore the header and would read compressed bytes as they
 * are.
 */
final class EncodedBodies implements WebFilter, Ordered {
    private static final String IDENTITY = "identity";

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.CONTENT_ENCODING).stream()
                .allMatch(IDENTITY::equalsIgnoreCase)
                        ? chain.filter(exchange)
                        : refuse(exchange);
    }

    private static Mono<Void> refuse(ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().set(HttpHeaders.ACCEPT_ENCODING, IDENTITY);
        return Mono.error(new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE,
                "Send the body as it is, without a Content-Encoding.",
                List.of(new FieldFault("header:Content-Encoding", "expected: identity, or no such header")), Map.of()));
    }
}
