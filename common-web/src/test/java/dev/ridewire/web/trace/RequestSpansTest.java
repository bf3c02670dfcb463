package dev.ridewire.web.trace;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.web.reactive.ManagementPort;
import dev.ridewire.web.security.RequestPattern;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.util.ClassUtils;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A request is one span, below its client's, and known on every thread that serves it. */
class RequestSpansTest {
    @RegisterExtension
    static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String CLIENTS_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CLIENTS_SPAN = "00f067aa0ba902b7";
    private static final String SAMPLED = "00-" + CLIENTS_TRACE + "-" + CLIENTS_SPAN + "-01";
    private static final String UNSAMPLED = "00-" + CLIENTS_TRACE + "-" + CLIENTS_SPAN + "-00";
    private static final FrequentRequests FREQUENT = new FrequentRequests(
            RequestPattern.of(HttpMethod.POST, "/positions"));

    private final RequestSpans spans = new RequestSpans(TELEMETRY.getOpenTelemetry(), FREQUENT,
            new SecretPaths(routes("/v1/rides/{id}", "/v1/shared/{token}")), new ManagementPort("/actuator"));
    private final AtomicReference<SpanContext> seen = new AtomicReference<>(SpanContext.getInvalid());
    /** As a database's answer comes: on another thread. */
    private final WebFilterChain elsewhere = exchange -> {
        exchange.getAttributes().put(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "/v1/rides/{id}");
        exchange.getResponse().setStatusCode(HttpStatus.OK);
        return Mono.delay(Duration.ofMillis(1), Schedulers.parallel()).then(Mono.deferContextual(reactor -> {
            seen.set(Span.fromContext(reactor.getOrDefault(Context.class, Context.root())).getSpanContext());
            return Mono.empty();
        }));
    };

    @Test
    void theSpanIsKnownOnEveryThreadAndNamedByItsRoute() {
        var exchange = exchange(get("/v1/rides/1"));

        spans.filter(exchange, elsewhere).block(PATIENCE);

        SpanData span = onlySpan();
        assertThat(span.getName()).isEqualTo("GET /v1/rides/{id}");
        assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(span.getParentSpanContext().isValid()).isFalse();
        assertThat(span.getAttributes().get(stringKey("http.request.method"))).isEqualTo("GET");
        assertThat(span.getAttributes().get(stringKey("http.route"))).isEqualTo("/v1/rides/{id}");
        assertThat(span.getAttributes().get(stringKey("url.path"))).isEqualTo("/v1/rides/1");
        assertThat(span.getAttributes().get(longKey("http.response.status_code"))).isEqualTo(200);
        assertThat(seen.get()).isEqualTo(span.getSpanContext());
        assertThat(RequestTrace.of(exchange).id()).isEqualTo(span.getTraceId());
    }

    /** The request need not reach its route: a forged access token is refused before. */
    @ParameterizedTest
    @ValueSource(strings = {"/v1/shared/secret", "/v1/shared/secret/", "/v1/shared/secret/more", "/v1/shared//secret",
            "//v1/shared/secret", "/v1/%73hared/secret"})
    void aSecretInAPathIsKeptOutOfTheSpan(String path) {
        spans.filter(exchange(MockServerHttpRequest.method(HttpMethod.GET, URI.create("http://edge" + path))),
                refused -> Mono.empty()).block(PATIENCE);

        assertThat(onlySpan().getAttributes().get(stringKey("url.path"))).isEqualTo("/v1/shared/{token}");
        assertThat(onlySpan().toString()).doesNotContain("secret");
    }

    @Test
    void aClientsTraceGoesOn() {
        spans.filter(exchange(get("/v1/rides/1").header("traceparent", SAMPLED)), elsewhere).block(PATIENCE);

        assertThat(onlySpan().getTraceId()).isEqualTo(CLIENTS_TRACE);
        assertThat(onlySpan().getParentSpanId()).isEqualTo(CLIENTS_SPAN);
    }

    @Test
    void anAnswerToAFailureGivesTheSpanItsStatus() {
        var exchange = exchange(get("/v1/rides/1"));
        spans.filter(exchange, passed -> Mono.error(new IllegalStateException("broken")))
                .onErrorResume(error -> {
                    exchange.getResponse().setStatusCode(HttpStatus.INTERNAL_SERVER_ERROR);
                    return exchange.getResponse().setComplete();
                }).block(PATIENCE);

        assertThat(onlySpan().getAttributes().get(longKey("http.response.status_code"))).isEqualTo(500);
        assertThat(onlySpan().getStatus()).isEqualTo(StatusData.create(StatusCode.ERROR, ""));
    }

    @Test
    void aClientThatHangsUpEndsTheSpan() {
        spans.filter(exchange(get("/v1/rides/1")), passed -> Mono.never()).subscribe().dispose();

        assertThat(onlySpan().getName()).isEqualTo("GET");
    }

    @Test
    void theSpanOfAnAgentWithItsDefaultsIsKept() {
        Span agents = Span.wrap(SpanContext.create(CLIENTS_TRACE, CLIENTS_SPAN, TraceFlags.getSampled(),
                TraceState.getDefault()));

        try (var _ = Context.root().with(agents).makeCurrent()) {
            spans.filter(exchange(get("/v1/rides/1")), elsewhere).block(PATIENCE);
        }

        assertThat(TELEMETRY.getSpans()).isEmpty();
        assertThat(seen.get()).isEqualTo(agents.getSpanContext());
    }

    @Test
    void aFrequentRequestHasASpanOnlyInASampledTrace() {
        spans.filter(exchange(MockServerHttpRequest.post("/positions")), elsewhere).block(PATIENCE);
        spans.filter(exchange(MockServerHttpRequest.post("/positions").header("traceparent", UNSAMPLED)), elsewhere)
                .block(PATIENCE);
        assertThat(TELEMETRY.getSpans()).isEmpty();
        assertThat(seen.get()).isEqualTo(SpanContext.getInvalid());

        spans.filter(exchange(MockServerHttpRequest.post("/positions").header("traceparent", SAMPLED)), elsewhere)
                .block(PATIENCE);
        assertThat(onlySpan().getTraceId()).isEqualTo(CLIENTS_TRACE);
    }

    @Test
    void withoutTelemetryThereIsNoTrace() {
        var exchange = exchange(get("/v1/rides/1"));

        new RequestSpans(OpenTelemetry.noop(), FrequentRequests.NONE, new SecretPaths(routes()),
                new ManagementPort("/actuator"))
                .filter(exchange, elsewhere).block(PATIENCE);

        assertThat(seen.get()).isEqualTo(SpanContext.getInvalid());
        assertThat(RequestTrace.of(exchange).isThere()).isFalse();
    }

    private static SpanData onlySpan() {
        assertThat(TELEMETRY.getSpans()).hasSize(1);
        return TELEMETRY.getSpans().getFirst();
    }

    private static RequestMappingHandlerMapping routes(String... paths) {
        var routes = new RequestMappingHandlerMapping();
        for (String path : paths) {
            routes.registerMapping(RequestMappingInfo.paths(path).build(), new Object(),
                    ClassUtils.getMethod(Object.class, "toString"));
        }
        return routes;
    }

    private static MockServerHttpRequest.BaseBuilder<?> get(String path) {
        return MockServerHttpRequest.get(path);
    }

    private static MockServerWebExchange exchange(MockServerHttpRequest.BaseBuilder<?> request) {
        return MockServerWebExchange.from(request);
    }
}
