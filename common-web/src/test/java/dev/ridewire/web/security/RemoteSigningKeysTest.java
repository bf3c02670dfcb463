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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

class RemoteSigningKeysTest {
    private final List<JWK> published = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private boolean away;
    private boolean hanging;

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
            time.advanceTimeBy(Duration.ofHours(23));

            assertThat(keys.forKey("k1").block()).hasSize(1);
            assertThatThrownBy(() -> keys.forKey("k2").block()).isInstanceOf(RuntimeException.class);

            time.advanceTimeBy(Duration.ofHours(2));
            assertThatThrownBy(() -> keys.forKey("k1").block()).isInstanceOf(RuntimeException.class);
        } finally {
            VirtualTimeScheduler.reset();
        }
    }

    @Test
    void aProviderThatHangsKeepsNobodyWaitingWhoseKeyIsKnown() {
        VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
        try {
            publish("k1");
            var keys = remote();
            keys.warm().block();
            hanging = true;
            time.advanceTimeBy(Duration.ofMinutes(6));

            for (int i = 0; i < 100; i++) {
                assertThat(keys.forKey("k1").block(Duration.ZERO)).hasSize(1);
            }
            assertThat(asked).hasValue(2);
        } finally {
            VirtualTimeScheduler.reset();
        }
    }

    @Test
    void aKeyThatTheProviderWithdrewIsBelievedNoLongerOnceThatIsKnown() {
        VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
        try {
            publish("k1");
            var keys = remote();
            keys.warm().block();
            published.clear();
            publish("k2");
            time.advanceTimeBy(Duration.ofMinutes(6));

            keys.forKey("k1").block();

            assertThat(keys.forKey("k1").block()).extracting(JWK::getKeyID).containsExactly("k2");
        } finally {
            VirtualTimeScheduler.reset();
        }
    }

    private RemoteSigningKeys remote() {
        var client = WebClient.builder().exchangeFunction(request -> Mono.defer(() -> {
            asked.incrementAndGet();
            if (hanging) {
                return Mono.never();
            }
            return Mono.just(away
                    ? ClientResponse.create(HttpStatus.BAD_GATEWAY).build()
                    : ClientResponse.create(HttpStatus.OK).body(new JWKSet(published).toString()).build());
        })).build();
        // The time that tests advance, where they do.
        return new RemoteSigningKeys(client, URI.create("https://issuer.test/jwks"),
                () -> Schedulers.parallel().now(TimeUnit.NANOSECONDS));
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
