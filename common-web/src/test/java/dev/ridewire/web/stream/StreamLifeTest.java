package dev.ridewire.web.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class StreamLifeTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final ServerSentEvent<String> EVENT = ServerSentEvent.builder("news").build();

    private final StreamLife life = life(0);

    @Test
    void inSilenceThereAreHeartbeatsUntilTheTokenExpires() {
        StepVerifier.withVirtualTime(() -> until(NOW.plusSeconds(50), Flux.concat(Flux.just(EVENT), Flux.never())))
                .expectNext(EVENT)
                .thenAwait(Duration.ofSeconds(49))
                .expectNextCount(3)
                .thenAwait(Duration.ofSeconds(1))
                .verifyComplete();
    }

    @Test
    void aHeartbeatIsACommentWithoutAnEvent() {
        StepVerifier.withVirtualTime(() -> until(NOW.plusSeconds(20), Flux.never()))
                .thenAwait(Duration.ofSeconds(20))
                .assertNext(beat -> {
                    assertThat(beat.comment()).isEqualTo("heartbeat");
                    assertThat(beat.event()).isNull();
                    assertThat(beat.data()).isNull();
                })
                .verifyComplete();
    }

    @Test
    void aStreamEndsWithItsEvents() {
        StepVerifier.withVirtualTime(() -> until(NOW.plusSeconds(600), Flux.just(EVENT)))
                .expectNext(EVENT)
                .verifyComplete();
    }

    @Test
    void aStreamFailsWithItsEvents() {
        StepVerifier.withVirtualTime(() -> until(NOW.plusSeconds(600), Flux.error(new IllegalStateException("away"))))
                .verifyErrorMessage("away");
    }

    @Test
    void aTokenThatExpiredMeanwhileOpensNothing() {
        StepVerifier.withVirtualTime(() -> until(NOW.minusSeconds(1), Flux.never()))
                .thenAwait(Duration.ZERO)
                .verifyComplete();
    }

    @Test
    void heartbeatsComeEarlierByChanceAndNeverLater() {
        StepVerifier.withVirtualTime(() -> until(life(0.5), NOW.plusSeconds(28), Flux.never()))
                .thenAwait(Duration.ofMillis(13_499))
                .expectNextCount(0)
                .thenAwait(Duration.ofMillis(1))
                .expectNextCount(1)
                .thenAwait(Duration.ofMillis(13_500))
                .expectNextCount(1)
                .thenAwait(Duration.ofSeconds(1))
                .verifyComplete();
    }

    @Test
    void theLastWordEndsTheStream() {
        var bye = ServerSentEvent.builder("bye").build();
        StepVerifier.withVirtualTime(() -> life.of(Flux.concat(Flux.just(EVENT), Flux.never()),
                Mono.just(bye).delayElement(Duration.ofSeconds(1))))
                .expectNext(EVENT)
                .thenAwait(Duration.ofSeconds(1))
                .expectNext(bye)
                .verifyComplete();
    }

    @Test
    void aStreamThatEndsBeforeHasNoLastWord() {
        StepVerifier.create(life.of(Flux.just(EVENT), Mono.never())).expectNext(EVENT).verifyComplete();
    }

    @Test
    void aTokenOfThousandsOfYearsIsNoFault() {
        assertThat(StreamLife.until(Instant.parse("9999-01-01T00:00:00Z"), NOW))
                .isEqualTo(Duration.ofDays(365));
        assertThat(StreamLife.until(NOW.minusSeconds(1), NOW)).isNegative();
    }

    private static StreamLife life(double chance) {
        return new StreamLife(HEARTBEAT, Clock.fixed(NOW, ZoneOffset.UTC), () -> chance);
    }

    private Flux<ServerSentEvent<String>> until(Instant expiry, Flux<ServerSentEvent<String>> events) {
        return until(life, expiry, events);
    }

    private static Flux<ServerSentEvent<String>> until(
            StreamLife life, Instant expiry, Flux<ServerSentEvent<String>> events) {
        return life.of(events, life.at(expiry).then(Mono.empty()));
    }
}
