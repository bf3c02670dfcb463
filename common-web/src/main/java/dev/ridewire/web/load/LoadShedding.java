package dev.ridewire.web.load;

import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import dev.ridewire.web.reactive.ManagementPort;
import dev.ridewire.web.reactive.RequestPermit;
import java.time.Duration;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Refuses requests early that could only be answered late. This filter comes first, so that a refusal costs little. A
 * request holds a place while the service works on it. It holds none while its body arrives or its answer is sent,
 * because the client determines how long those take. Requests on the management port always pass.
 */
final class LoadShedding implements WebFilter, Ordered {
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String RETRY_AFTER_SECONDS = "1";

    private final ConcurrencyLimit limit;
    private final Duration longest;
    private final ManagementPort managementPort;

    /** @param longest the time in which an answer must have begun */
    LoadShedding(ConcurrencyLimit limit, Duration longest, ManagementPort managementPort) {
        this.limit = limit;
        this.longest = longest;
        this.managementPort = managementPort;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 10;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return managementPort.received(exchange.getRequest())
                ? chain.filter(exchange)
                : Mono.defer(() -> inPlace(exchange, chain));
    }

    private Mono<Void> inPlace(ServerWebExchange exchange, WebFilterChain chain) {
        var response = exchange.getResponse();
        boolean write = !READS.contains(exchange.getRequest().getMethod());
        var permit = limit.tryAcquire(write);
        if (permit == null) {
            response.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            return Mono.error(overloaded());
        }
        response.beforeCommit(() -> {
            permit.release(true);
            return Mono.empty();
        });
        exchange.getAttributes().put(RequestPermit.class.getName(), permit);
        return new PlaceHeld(chain.filter(write || hasBody(exchange.getRequest())
                ? new Awaited(exchange, permit)
                : exchange), permit, response, longest);
    }

    private static boolean hasBody(ServerHttpRequest request) {
        return request.getHeaders().containsHeader(HttpHeaders.CONTENT_LENGTH)
                || request.getHeaders().containsHeader(HttpHeaders.TRANSFER_ENCODING);
    }

    static ProblemException overloaded() {
        return new ProblemException(ProblemType.OVERLOADED, "Nothing was done. Try again shortly.");
    }

    /** An exchange whose request frees its place while its body arrives. */
    private static final class Awaited extends ServerWebExchangeDecorator {
        private final ServerHttpRequest request;

        private Awaited(ServerWebExchange exchange, ConcurrencyLimit.Permit permit) {
            super(exchange);
            this.request = new ServerHttpRequestDecorator(exchange.getRequest()) {
                @Override
                public Flux<DataBuffer> getBody() {
                    return new ArrivingBody(super.getBody(), permit);
                }
            };
        }

        @Override
        public ServerHttpRequest getRequest() {
            return request;
        }
    }
}
