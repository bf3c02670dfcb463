package dev.ridewire.web.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class TraceKeeperTest {
    private static final SpanContext SERVER = SpanContext.create("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7",
            TraceFlags.getSampled(), TraceState.getDefault());

    private final MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/"));
    private final AtomicReference<SpanContext> seen = new AtomicReference<>();
    /** As a database's answer comes: on another thread. */
    private final WebFilterChain elsewhere = _ -> Mono.delay(Duration.ofMillis(1), Schedulers.parallel())
            .then(Mono.deferContextual(reactor -> {
                seen.set(Span.fromContext(reactor.getOrDefault(Context.class, Context.root())).getSpanContext());
                return Mono.empty();
            }));

    @Test
    void theServersSpanIsKnownOnEveryThreadThatServesTheRequest() {
        try (var _ = Context.root().with(Span.wrap(SERVER)).makeCurrent()) {
            new TraceKeeper().filter(exchange, elsewhere).block(Duration.ofSeconds(10));
        }

        assertThat(seen.get()).isEqualTo(SERVER);
        assertThat(RequestTrace.of(exchange).id()).isEqualTo(SERVER.getTraceId());
    }

    @Test
    void withoutATraceThereIsNone() {
        new TraceKeeper().filter(exchange, elsewhere).block(Duration.ofSeconds(10));

        assertThat(seen.get()).isEqualTo(SpanContext.getInvalid());
        assertThat(RequestTrace.of(exchange).isThere()).isFalse();
    }
}
