package dev.ridewire.tracking.adapter.web.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.tracking.adapter.web.StreamEnds;
import dev.ridewire.tracking.domain.Samples;
import dev.ridewire.web.stream.LastWord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import reactor.core.publisher.Flux;

/** A dispatcher's view tells why it ends. */
class OpsStreamsTest {
    private static final Duration BOUND = Duration.ofSeconds(10);

    private final OpsStreams streams = new OpsStreams(Duration.ofHours(1), Duration.ofSeconds(1), 10,
            new StreamEnds(Duration.ofSeconds(10), new SimpleMeterRegistry()),
            Clock.fixed(Samples.NOW, ZoneOffset.UTC));

    @Test
    void aShutdownIsTheLastWord() {
        var last = lastWord(Samples.NOW.plusSeconds(600));

        streams.close();

        assertThat(last.join().event()).isEqualTo("end");
        assertThat(last.join().data()).isEqualTo(new LastWord("shutdown"));
        assertThat(streams.open()).isZero();
    }

    @Test
    void theEndOfTheTokenIsTheLastWord() {
        assertThat(lastWord(Samples.NOW).join().data()).isEqualTo(new LastWord("token-expired"));
    }

    private CompletableFuture<ServerSentEvent<Object>> lastWord(Instant expiry) {
        var token = new JwtAuthenticationToken(Jwt.withTokenValue("t").header("alg", "none").subject("dora")
                .issuedAt(expiry.minusSeconds(60)).expiresAt(expiry).build());
        return streams.of("board", Flux.never(), token).last().timeout(BOUND).toFuture();
    }
}
