package dev.ridewire.tracking.adapter.web.location;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.tracking.adapter.web.OpenConnections;
import dev.ridewire.tracking.application.ReportingLocations;
import dev.ridewire.tracking.application.shift.KnownShifts;
import dev.ridewire.tracking.domain.Plausibility;
import dev.ridewire.tracking.domain.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

/** The times of a socket, on a virtual clock. */
class LocationSocketTest {
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);
    private static final SocketSettings SETTINGS = new SocketSettings(
            Duration.ofSeconds(20), Duration.ofSeconds(60), 100, 50, Duration.ofSeconds(10));

    private final Sinks.One<OpenConnections.End> end = Sinks.one();

    @Test
    void aSocketIsClosedWhenItsTokenExpires() {
        StepVerifier.withVirtualTime(() -> socket().closing())
                .expectSubscription()
                .expectNoEvent(TOKEN_LIFE.minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .expectNext(SocketEnd.TOKEN_EXPIRED)
                .verifyComplete();
    }

    @Test
    void aShutdownTellsEachPhoneAnotherTimeToReturn() {
        end.tryEmitValue(OpenConnections.End.SHUTDOWN);
        long different = IntStream.range(0, 20).mapToObj(phone -> socket().closing().block(Duration.ofSeconds(5)))
                .map(CloseStatus::getReason).distinct().count();

        assertThat(different).isGreaterThan(10);
    }

    @Test
    void aSilentPhoneIsPingedAndClosedAfterAMinute() {
        StepVerifier.withVirtualTime(() -> {
            var socket = socket();
            return Flux.merge(socket.pings().map(tick -> "ping"),
                    socket.closing().map(CloseStatus::getReason)).take(3);
        })
                .thenAwait(Duration.ofSeconds(40))
                .expectNext("ping", "ping")
                .thenAwait(Duration.ofSeconds(20))
                .expectNext("idle")
                .verifyComplete();
    }

    @Test
    void aPhoneThatSendsTooMuchIsReadMoreSlowly() {
        var read = new AtomicInteger();
        StepVerifier.withVirtualTime(() -> socket().answers(
                Flux.range(1, 1000).map(seq -> report(seq, 50)).doOnNext(frame -> read.incrementAndGet())))
                .expectNextCount(2)
                .thenAwait(Duration.ofSeconds(3))
                .expectNextCount(3)
                .then(() -> assertThat(read).hasValueBetween(5, 8))
                .thenCancel()
                .verify();
    }

    private LocationSocket socket() {
        var reporting = new ReportingLocations(
                new Plausibility(Duration.ofSeconds(30), Duration.ofMinutes(10), 200, 55, Duration.ofMinutes(2)), 10,
                new KnownShifts(10), (driverId, ping, cause) -> {}, new ForgetfulPositions(),
                Clock.fixed(Samples.NOW, ZoneOffset.UTC));
        return new LocationSocket("bob", new LocationMessages(reporting, JsonMapper.shared()), SETTINGS,
                end.asMono(), TOKEN_LIFE, () -> Schedulers.parallel().now(TimeUnit.NANOSECONDS));
    }

    private static WebSocketMessage report(int seq, int points) {
        String point = "{\"lat\":40.7,\"lng\":-74,\"recordedAt\":\"" + Samples.NOW + "\"}";
        String json = "{\"seq\":" + seq + ",\"points\":[" + (point + ",").repeat(points - 1) + point + "]}";
        return new WebSocketMessage(WebSocketMessage.Type.TEXT,
                DefaultDataBufferFactory.sharedInstance.wrap(json.getBytes(StandardCharsets.UTF_8)));
    }
}
