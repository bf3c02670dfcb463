package dev.ridewire.web.load;

import dev.ridewire.web.reactive.RequestPermit;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Measures the requests of known persons that no other filter has refused. Refusals and public pages are fast however
 * slow the service is. If they counted, enough of them would make it look healthy.
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
