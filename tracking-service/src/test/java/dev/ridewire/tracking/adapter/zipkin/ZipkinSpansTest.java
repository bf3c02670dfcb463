package dev.ridewire.tracking.adapter.zipkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.ridewire.tracking.application.life.Spans;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ZipkinSpansTest {
    private static final UUID RIDE = UUID.fromString("01990000-0000-7000-8000-000000000001");
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final AtomicReference<String> asked = new AtomicReference<>("");
    private final CountDownLatch silence = new CountDownLatch(1);
    private HttpServer zipkin;
    private volatile String answer = "[]";

    @BeforeEach
    void start() throws IOException {
        zipkin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        zipkin.createContext("/api/v2/traces", exchange -> {
            asked.set(exchange.getRequestURI().getQuery());
            if (answer.isEmpty()) {
                try {
                    silence.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        zipkin.start();
    }

    @AfterEach
    void stop() {
        silence.countDown();
        zipkin.stop(0);
    }

    @Test
    void spansOfAllTracesComeInTheOrderOfTheirBeginnings() {
        answer = """
                [[{"traceId":"b","id":"2","parentId":"1","name":"save","kind":"CLIENT","timestamp":2000,"duration":7,
                   "localEndpoint":{"serviceName":"dispatch"},"tags":{"error":"refused","thread.name":"x"},"more":1}],
                 [{"traceId":"a","id":"1","name":"post /v1/rides","kind":"SERVER","timestamp":1000,"duration":900,
                   "localEndpoint":{"serviceName":"booking"},"tags":{"ride.id":"%s","url.query":"secret"}}]]
                """.formatted(RIDE);

        Spans.Found found = find();

        assertThat(found.truncated()).isFalse();
        assertThat(found.spans()).extracting(Spans.Span::service).containsExactly("booking", "dispatch");
        assertThat(found.spans().getFirst().attributes()).containsOnlyKeys("ride.id");
        assertThat(found.spans().getLast().error()).isEqualTo("refused");
        assertThat(found.spans().getLast().duration()).isEqualTo(Duration.ofNanos(7_000));
        assertThat(asked.get()).contains("annotationQuery=ride.id=" + RIDE, "endTs=" + NOW.toEpochMilli());
    }

    @Test
    void spansOfOtherRidesInTheSameTraceAreLeftOut() {
        answer = """
                [[{"traceId":"a","id":"1","timestamp":1,"tags":{"ride.id":"another"}},
                  {"traceId":"a","id":"2","timestamp":2,"tags":{}},
                  {"traceId":"a","id":"3","tags":{}}]]
                """;

        assertThat(find().spans()).extracting(Spans.Span::id).containsExactly("2");
    }

    @Test
    void theNumberOfSpansIsBounded() {
        answer = IntStream.range(0, 2_500)
                .mapToObj(i -> "{\"traceId\":\"a\",\"id\":\"%d\",\"timestamp\":%d}".formatted(i, i + 1))
                .collect(Collectors.joining(",", "[[", "]]"));

        assertThat(find().spans()).hasSize(2_000);
        assertThat(find().truncated()).isTrue();
    }

    @Test
    void aStoreThatDoesNotAnswerIsNotWaitedFor() {
        answer = "";

        assertThatThrownBy(this::find).hasRootCauseInstanceOf(TimeoutException.class);
    }

    private Spans.Found find() {
        var spans = new ZipkinSpans(URI.create("http://127.0.0.1:" + zipkin.getAddress().getPort()),
                Duration.ofSeconds(3), Duration.ofDays(1), Clock.fixed(NOW, ZoneOffset.UTC));
        return Objects.requireNonNull(spans.of(RIDE).block());
    }
}
