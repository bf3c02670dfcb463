package dev.ridewire.web.load;

import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * Refuses early what could only be answered late. It stands before everything else, so that a refusal costs next to nothing.
 * Operators always pass. Streams are let in as reads are, but keep no place: they last for long and say nothing by it.
 */
final class LoadShedding implements WebFilter, Ordered {
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String RETRY_AFTER_SECONDS = "1";

    private final ConcurrencyLimit limit;
    private final String managementPath;

    /** @param managementPath under which operators' endpoints lie, for example {@code /actuator} */
    LoadShedding(ConcurrencyLimit limit, String managementPath) {
        this.limit = limit;
        this.managementPath = managementPath;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 10;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (isOperators(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        return Mono.defer(() -> {
            var permit = limit.tryAcquire(!READS.contains(exchange.getRequest().getMethod()));
            if (permit == null) {
                exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
                return Mono.error(new ProblemException(ProblemType.OVERLOADED, "Nothing was done. Try again shortly."));
            }
            if (isStream(exchange.getRequest())) {
                permit.release(false);
                return chain.filter(exchange);
            }
            return chain.filter(exchange).doFinally(signal -> permit.release(signal != SignalType.CANCEL));
        });
    }

    private boolean isOperators(ServerHttpRequest request) {
        return request.getPath().value().startsWith(managementPath);
    }

    private static boolean isStream(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        return HttpMethod.GET.equals(request.getMethod())
                && ("websocket".equalsIgnoreCase(headers.getUpgrade())
                        || String.valueOf(headers.getFirst(HttpHeaders.ACCEPT))
                                .contains(MediaType.TEXT_EVENT_STREAM_VALUE));
    }
}
