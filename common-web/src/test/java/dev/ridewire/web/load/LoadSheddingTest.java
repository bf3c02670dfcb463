package dev.ridewire.web.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import dev.ridewire.web.reactive.ManagementPort;
import dev.ridewire.web.reactive.Uncancellable;
import dev.ridewire.web.stream.StreamLife;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class LoadSheddingTest {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ConcurrencyLimit limit = new ConcurrencyLimit(
            new LoadProperties.Concurrent(1, 2, 2, Duration.ofMillis(500), LONGEST), System::nanoTime);
    private final LoadShedding shedding = new LoadShedding(limit, LONGEST, new ManagementPort("/actuator"));
    private final Sinks.Empty<Void> answer = Sinks.empty();

    @Test
    void whatDoesNotFitIsToldWhenToComeBackAndReadsAreRefusedLast() {
        filter(post()).subscribe();

        var write = MockServerWebExchange.from(post());
        StepVerifier.create(filter(write)).expectErrorSatisfies(LoadSheddingTest::isOverloaded).verify();
        assertThat(write.getResponse().getHeaders().getFirst("Retry-After")).isEqualTo("1");
        filter(get("/v1/rides")).subscribe();
        StepVerifier.create(filter(get("/v1/rides"))).expectErrorSatisfies(LoadSheddingTest::isOverloaded).verify();
        assertThat(limit.underWay()).isEqualTo(2);
    }

    @Test
    void anAnswerGivesItsPlaceBack() {
        filter(post()).subscribe();
        assertThat(limit.underWay()).isEqualTo(1);

        answer.tryEmitEmpty();

        assertThat(limit.underWay()).isZero();
    }

    @Test
    void anErrorGivesItsPlaceBack() {
        StepVerifier.create(shedding.filter(MockServerWebExchange.from(post()),
                exchange -> Mono.error(new IllegalStateException()))).verifyError();

        assertThat(limit.underWay()).isZero();
    }

    @Test
    void aClientThatHangsUpGivesItsPlaceBack() {
        Disposable client = filter(post()).subscribe();
        assertThat(limit.underWay()).isEqualTo(1);

        client.dispose();

        assertThat(limit.underWay()).isZero();
    }

    @Test
    void aWriteThatGoesOnAfterItsClientHungUpKeepsItsPlace() {
        Disposable client = shedding.filter(MockServerWebExchange.from(post()),
                exchange -> Uncancellable.write(answer.asMono())).subscribe();

        client.dispose();
        assertThat(limit.underWay()).isEqualTo(1);

        answer.tryEmitEmpty();
        assertThat(limit.underWay()).isZero();
    }

    @Test
    void aBodyThatIsStillToComeHoldsNoPlace() {
        Sinks.Many<DataBuffer> body = Sinks.many().unicast().onBackpressureBuffer();
        var request = MockServerHttpRequest.post("/v1/quotes").body(body.asFlux());

        StepVerifier.create(shedding.filter(MockServerWebExchange.from(request), LoadSheddingTest::readAll))
                .then(() -> assertThat(limit.underWay()).isZero())
                .then(body::tryEmitComplete)
                .then(() -> assertThat(limit.underWay()).isZero())
                .verifyComplete();
    }

    @Test
    void aBodyThatCameTooLateIsToldWhenToComeBack() {
        Sinks.Many<DataBuffer> body = Sinks.many().unicast().onBackpressureBuffer();
        var request = MockServerHttpRequest.post("/v1/quotes").body(body.asFlux());

        StepVerifier.create(shedding.filter(MockServerWebExchange.from(request), LoadSheddingTest::readAll))
                .then(() -> filter(get("/v1/rides")).subscribe())
                .then(() -> filter(get("/v1/rides")).subscribe())
                .then(body::tryEmitComplete)
                .expectErrorSatisfies(LoadSheddingTest::isOverloaded).verify();
    }

    @Test
    void anAnswerThatIsOnItsWayHoldsNoPlaceHoweverSlowlyItIsRead() {
        var exchange = MockServerWebExchange.from(get("/v1/rides"));
        exchange.getResponse().setWriteHandler(body -> Mono.never());

        shedding.filter(exchange, passed -> passed.getResponse().writeWith(Mono.just(
                passed.getResponse().bufferFactory().wrap(new byte[70_000])))).subscribe();

        assertThat(limit.underWay()).isZero();
    }

    @Test
    void askingForAStreamWhereThereIsNoneFreesNoPlace() {
        filter(MockServerHttpRequest.get("/v1/rides").header("Accept", "application/json, text/event-stream").build())
                .subscribe();
        filter(MockServerHttpRequest.get("/v1/rides").header("Upgrade", "websocket").build()).subscribe();

        assertThat(limit.underWay()).isEqualTo(2);
    }

    @Test
    void aStreamHoldsNoPlaceOnceItHasBegun() {
        var life = new StreamLife(Duration.ofSeconds(15), Clock.systemUTC());

        Disposable client = shedding.filter(MockServerWebExchange.from(get("/v1/rides/1/stream")),
                exchange -> life.of(Flux.never(), Mono.never()).then()).subscribe();
        assertThat(limit.underWay()).isZero();
        client.dispose();
    }

    @Test
    void anAnswerThatNeverComesIsGivenUp() {
        StepVerifier.withVirtualTime(() -> filter(get("/v1/rides")))
                .thenAwait(LONGEST)
                .verifyError(TimeoutException.class);
        assertThat(limit.underWay()).isZero();
    }

    /** As after an error that Reactor throws instead of signalling it. */
    @Test
    void workThatNeverSignalsIsGivenUp() {
        StepVerifier.withVirtualTime(() -> shedding.filter(MockServerWebExchange.from(get("/v1/rides")),
                exchange -> Mono.from(silent -> {})))
                .thenAwait(LONGEST)
                .expectError(TimeoutException.class).verify(PATIENCE);
        assertThat(limit.underWay()).isZero();
    }

    @Test
    void workOfAClientThatHungUpAtOnceDoesNotBegin() {
        var begun = new AtomicBoolean();
        shedding.filter(MockServerWebExchange.from(get("/v1/rides")),
                exchange -> Mono.fromRunnable(() -> begun.set(true))).subscribe(new BaseSubscriber<>() {
                    @Override
                    protected void hookOnSubscribe(Subscription subscription) {
                        subscription.cancel();
                    }
                });

        assertThat(begun).isFalse();
        assertThat(limit.underWay()).isZero();
    }

    @Test
    void anAnswerThatHasBegunMayTakeLonger() {
        var exchange = MockServerWebExchange.from(get("/v1/rides/1/stream"));
        StepVerifier.withVirtualTime(() -> shedding.filter(exchange, passed -> passed.getResponse().setComplete()
                .then(answer.asMono())))
                .thenAwait(LONGEST.multipliedBy(2))
                .then(answer::tryEmitEmpty)
                .verifyComplete();
    }

    private static Mono<Void> readAll(ServerWebExchange exchange) {
        return exchange.getRequest().getBody().then();
    }

    private static void isOverloaded(Throwable error) {
        assertThat(error).isInstanceOfSatisfying(ProblemException.class,
                problem -> assertThat(problem.type()).isEqualTo(ProblemType.OVERLOADED));
    }

    private Mono<Void> filter(MockServerHttpRequest request) {
        return filter(MockServerWebExchange.from(request));
    }

    private Mono<Void> filter(MockServerWebExchange exchange) {
        return shedding.filter(exchange, passed -> answer.asMono());
    }

    private static MockServerHttpRequest post() {
        return MockServerHttpRequest.post("/v1/rides").build();
    }

    private static MockServerHttpRequest get(String path) {
        return MockServerHttpRequest.get(path).build();
    }
}
