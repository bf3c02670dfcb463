package dev.ridewire.dispatch.adapter.web;

import static dev.ridewire.dispatch.domain.Samples.NOON;
import static dev.ridewire.dispatch.domain.Samples.POLICY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridewire.dispatch.application.DispatchInMemory;
import dev.ridewire.web.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

class OfferFeedTest {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Instant LATER = NOON.plus(NEVER);

    private final DispatchInMemory dispatch = new DispatchInMemory(POLICY, NOON);
    private final OfferFeed feed = new OfferFeed(
            dispatch.viewing, new OfferFeedSettings(NEVER, NEVER, 3, 2), dispatch.clock);

    @Test
    void aStreamEndsWithTheTokenThatOpenedIt() {
        assertThat(feed.of("ann", null, NOON).then().blockOptional(BOUND)).isEmpty();
    }

    @Test
    void noMoreStreamsAreOpenThanTheBound() {
        Disposable first = stream("ann").subscribe();
        Disposable second = stream("bob").subscribe();
        Disposable third = stream("cid").subscribe();
        assertThatThrownBy(() -> stream("dan").blockFirst(BOUND)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("Too many streams");

        first.dispose();
        assertThat(stream("dan").blockFirst(BOUND)).isNotNull();
        second.dispose();
        third.dispose();
    }

    @Test
    void aDriverWhoComesBackAgainAndAgainLosesTheOldestStream() throws Exception {
        var oldest = stream("ann").then().toFuture();
        Disposable second = stream("ann").subscribe();
        Disposable newest = stream("ann").subscribe();

        oldest.get(BOUND.toSeconds(), TimeUnit.SECONDS);
        assertThat(second.isDisposed()).isFalse();
        assertThat(newest.isDisposed()).isFalse();
        feed.close();
    }

    private Flux<ServerSentEvent<OfferResource>> stream(String driver) {
        return feed.of(driver, null, LATER);
    }
}
