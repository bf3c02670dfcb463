package dev.ridewire.web.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class LoadSheddingTest {
    private final ConcurrencyLimit limit = new ConcurrencyLimit(
            new LoadProperties.Concurrent(1, 2, 2, Duration.ofMillis(500)), System::nanoTime);
    private final LoadShedding shedding = new LoadShedding(limit, "/actuator");
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
    void operatorsAlwaysPassAndStreamsKeepNoPlace() {
        for (int i = 0; i < 10; i++) {
            filter(get("/actuator/health")).subscribe();
            filter(MockServerHttpRequest.get("/v1/rides/1/stream").accept(MediaType.TEXT_EVENT_STREAM).build())
                    .subscribe();
            filter(MockServerHttpRequest.get("/v1/drivers/me/locations/ws").header("Upgrade", "websocket").build())
                    .subscribe();
        }

        assertThat(limit.underWay()).isZero();
        assertThat(limit.refused()).isZero();
    }

    @Test
    void aStreamIsRefusedWhereAReadWouldBe() {
        filter(get("/v1/rides")).subscribe();
        filter(get("/v1/rides")).subscribe();

        StepVerifier.create(filter(
                MockServerHttpRequest.get("/v1/rides/1/stream").accept(MediaType.TEXT_EVENT_STREAM).build()))
                .expectErrorSatisfies(LoadSheddingTest::isOverloaded).verify();
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
