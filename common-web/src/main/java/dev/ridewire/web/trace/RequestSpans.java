package dev.ridewire.web.trace;

import dev.ridewire.web.reactive.ManagementPort;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Makes the span of each request, below the client's if it sent one. It keeps the {@link RequestTrace} in the exchange
 * and, for statements, in the Reactor context under OpenTelemetry's own {@link Context} class. Only a sampled request
 * pays for the names and attributes of its span. Requests on the management port have none. If the agent runs with its
 * defaults, the thread has a server span already, and that one is kept.
 */
final class RequestSpans implements WebFilter, Ordered {
    private static final String INSTRUMENTATION = "dev.ridewire.web";
    private static final TextMapGetter<HttpHeaders> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(HttpHeaders headers) {
            return headers.headerNames();
        }

        @Override
        public @Nullable String get(@Nullable HttpHeaders headers, String name) {
            return headers == null ? null : headers.getFirst(name);
        }
    };

    private final Tracer tracer;
    private final TextMapPropagator propagator;
    private final List<String> propagated;
    private final FrequentRequests frequent;
    private final SecretPaths secrets;
    private final ManagementPort managementPort;

    RequestSpans(OpenTelemetry telemetry, FrequentRequests frequent, SecretPaths secrets,
            ManagementPort managementPort) {
        this.tracer = telemetry.getTracer(INSTRUMENTATION);
        this.propagator = telemetry.getPropagators().getTextMapPropagator();
        this.propagated = List.copyOf(propagator.fields());
        this.frequent = frequent;
        this.secrets = secrets;
        this.managementPort = managementPort;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (managementPort.received(request)) {
            return chain.filter(exchange);
        }
        var agents = new RequestTrace(Context.current());
        if (agents.isThere()) {
            return traced(exchange, chain, agents);
        }
        Context parent = parentOf(request);
        if (!Span.fromContext(parent).getSpanContext().isSampled() && isFrequent(request)) {
            return chain.filter(exchange);
        }
        Span span = tracer.spanBuilder(request.getMethod().name()).setParent(parent).setSpanKind(SpanKind.SERVER)
                .startSpan();
        var trace = new RequestTrace(parent.with(span));
        if (!trace.isThere()) {
            return chain.filter(exchange);
        }
        Mono<Void> traced = traced(exchange, chain, trace);
        return span.isRecording() ? recorded(traced, exchange, span) : traced;
    }

    private static Mono<Void> traced(ServerWebExchange exchange, WebFilterChain chain, RequestTrace trace) {
        trace.keepIn(exchange);
        return chain.filter(exchange).contextWrite(reactor -> reactor.put(Context.class, trace.context()));
    }

    private Context parentOf(ServerHttpRequest request) {
        for (int i = 0; i < propagated.size(); i++) {
            if (request.getHeaders().containsHeader(propagated.get(i))) {
                return propagator.extract(Context.root(), request.getHeaders(), HEADERS);
            }
        }
        return Context.root();
    }

    private boolean isFrequent(ServerHttpRequest request) {
        return frequent.which().matches(request.getMethod(), request.getPath().pathWithinApplication());
    }

    private Mono<Void> recorded(Mono<Void> traced, ServerWebExchange exchange, Span span) {
        return traced
                .doOnSuccess(nothing -> end(exchange, span))
                .doOnCancel(() -> end(exchange, span))
                .doOnError(error -> {
                    if (exchange.getResponse().isCommitted()) {
                        span.setStatus(StatusCode.ERROR).setAttribute("error.type", error.getClass().getName());
                        end(exchange, span);
                    } else {
                        // The answer to an error has its status only now.
                        exchange.getResponse().beforeCommit(() -> {
                            end(exchange, span);
                            return Mono.empty();
                        });
                    }
                });
    }

    /** Ends the span with the attributes of OpenTelemetry's semantic conventions for HTTP servers. */
    private void end(ServerWebExchange exchange, Span span) {
        String method = exchange.getRequest().getMethod().name();
        span.setAttribute("http.request.method", method);
        span.setAttribute("url.scheme", String.valueOf(exchange.getRequest().getURI().getScheme()));
        span.setAttribute("url.path", secrets.shown(exchange.getRequest().getPath()));
        if (exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof Object pattern) {
            span.updateName(method + " " + pattern);
            span.setAttribute("http.route", pattern.toString());
        }
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        if (status != null) {
            span.setAttribute("http.response.status_code", status.value());
            if (status.is5xxServerError()) {
                span.setStatus(StatusCode.ERROR).setAttribute("error.type", String.valueOf(status.value()));
            }
        }
        span.end();
    }
}
