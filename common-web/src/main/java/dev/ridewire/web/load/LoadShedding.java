package dev.ridewire.web.load;

import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import dev.ridewire.web.reactive.RequestPermit;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * Refuses requests early that could only be answered late. This filter comes first, so that a refusal costs little. A
 * request holds a place while the service works on it. It holds none while its body arrives or its answer is sent,
 * because the client determines how long those take. Requests on the management port always pass.
 */
final class LoadShedding implements WebFilter, Ordered, ApplicationListener<ReactiveWebServerInitializedEvent> {
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String RETRY_AFTER_SECONDS = "1";
    private static final int NONE = -1;

    private final ConcurrencyLimit limit;
    private final Duration longest;
    private volatile int managementPort = NONE;

    /** @param longest the time in which an answer must have begun */
    LoadShedding(ConcurrencyLimit limit, Duration longest) {
        this.limit = limit;
        this.longest = longest;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 10;
    }

    @Override
    public void onApplicationEvent(ReactiveWebServerInitializedEvent started) {
        if ("management".equals(started.getApplicationContext().getServerNamespace())) {
            managementPort = started.getWebServer().getPort();
        }
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return isOperators(exchange.getRequest())
                ? chain.filter(exchange)
                : Mono.defer(() -> inPlace(exchange, chain));
    }

    private Mono<Void> inPlace(ServerWebExchange exchange, WebFilterChain chain) {
        var response = exchange.getResponse();
        var permit = limit.tryAcquire(!READS.contains(exchange.getRequest().getMethod()));
        if (permit == null) {
            response.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            return Mono.error(overloaded());
        }
        response.beforeCommit(() -> Mono.fromRunnable(() -> permit.release(true)));
        // Reactor throws some errors instead of signalling them. Without this time-out, those requests get no answer.
        Mono<Long> tooLate = Mono.delay(longest)
                .flatMap(tick -> response.isCommitted() ? Mono.never() : Mono.just(tick));
        return chain.filter(exchange.mutate().request(new Awaited(exchange.getRequest(), permit)).build())
                .contextWrite(context -> context.put(RequestPermit.class, permit))
                .timeout(tooLate)
                .doFinally(signal -> permit.release(signal != SignalType.CANCEL));
    }

    private boolean isOperators(ServerHttpRequest request) {
        var address = request.getLocalAddress();
        return address != null && address.getPort() == managementPort;
    }

    private static ProblemException overloaded() {
        return new ProblemException(ProblemType.OVERLOADED, "Nothing was done. Try again shortly.");
    }

    /** A request that frees its place while its body arrives. */
    private static final class Awaited extends ServerHttpRequestDecorator {
        private final ConcurrencyLimit.Permit permit;

        private Awaited(ServerHttpRequest request, ConcurrencyLimit.Permit permit) {
            super(request);
            this.permit = permit;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return Flux.defer(() -> {
                permit.stepOut();
                return super.getBody().concatWith(Mono.defer(
                        () -> permit.stepIn() ? Mono.empty() : Mono.error(overloaded())));
            });
        }
    }
}
