package dev.ridewire.web.load;

import dev.ridewire.web.reactive.RequestPermit;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Behind everything that refuses: what gets here for somebody known is measured. Refusals and pages for everybody are
 * quick however slow the service is, and enough requests for them would make it look healthy.
 */
final class Measuring implements WebFilter, Ordered {
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE - 10;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.deferContextual(context -> exchange.getPrincipal()
                .doOnNext(somebody -> RequestPermit.of(context).measure())
                .then(chain.filter(exchange)));
    }
}
