package dev.ridewire.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

class RemoteSigningKeysTest {
    private final List<JWK> published = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private boolean away;

    @Test
    void theProviderIsAskedOnceForManyTokens() {
        publish("k1");
        var keys = remote();

        for (int i = 0; i < 100; i++) {
            assertThat(keys.forKey("k1").block()).hasSize(1);
        }

        assertThat(asked).hasValue(1);
    }

    @Test
    void anUnknownKeyAsksAgainButNotAtAStrangersPace() {
        VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
        try {
            publish("k1");
            var keys = remote();
            keys.warm().block();
            publish("k2");

            for (int i = 0; i < 100; i++) {
                keys.forKey("made-up").block();
            }
            assertThat(asked).hasValue(1);

            time.advanceTimeBy(Duration.ofSeconds(11));
            assertThat(keys.forKey("k2").block()).hasSize(2);
            assertThat(asked).hasValue(2);
        } finally {
            VirtualTimeScheduler.reset();
        }
    }

    @Test
    void knownKeysAreBelievedWhileTheProviderIsAwayAndOthersAreAnError() {
        VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
        try {
            publish("k1");
            var keys = remote();
            keys.warm().block();
            away = true;
            time.advanceTimeBy(Duration.ofMinutes(10));

            assertThat(keys.forKey("k1").block()).hasSize(1);
            assertThatThrownBy(() -> keys.forKey("k2").block()).isInstanceOf(RuntimeException.class);
        } finally {
            VirtualTimeScheduler.reset();
        }
    }

    private RemoteSigningKeys remote() {
        var client = WebClient.builder().exchangeFunction(request -> Mono.fromSupplier(() -> {
            asked.incrementAndGet();
            return away
                    ? ClientResponse.create(HttpStatus.BAD_GATEWAY).build()
                    : ClientResponse.create(HttpStatus.OK).body(new JWKSet(published).toString()).build();
        })).build();
        return new RemoteSigningKeys(client, URI.create("https://issuer.test/jwks"));
    }

    private void publish(String keyId) {
        try {
            published.add(new ECKeyGenerator(Curve.P_256).keyID(keyId).algorithm(JWSAlgorithm.ES256).generate()
                    .toPublicJWK());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
