package dev.ridewire.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.ridewire.testing.time.AdvancingClock;
import dev.ridewire.web.Tokens;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import reactor.core.publisher.Mono;

/** An accepted token is accepted again without a check of its signature, but never longer than a check would. */
class TokenVerifierTest {
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final Tokens issuer = new Tokens("k1");
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final AdvancingClock clock = new AdvancingClock(now);
    private final PublishedKeys keys = new PublishedKeys(issuer);
    private final TokenVerifier verifier = new TokenVerifier(keys,
            new TokenChecks(Tokens.ISSUER, Tokens.AUDIENCE, clock), clock);
    private final String token = issuer.token(claims -> claims.expirationTime(Date.from(now.plus(LIFE))), "rider");

    @Test
    void anAcceptedTokenIsFoundAgain() {
        Caller first = Objects.requireNonNull(verifier.verify(token));

        assertThat(first.person()).isEqualTo(new Person("ada", Set.of(Role.RIDER)));
        assertThat(verifier.verify(token)).isSameAs(first);
    }

    @Test
    void aTokenIsNotFoundAfterItsExpiry() {
        Caller first = verifier.verify(token);
        clock.advance(LIFE);

        // The tolerance for clocks that differ belongs to the check, not to the memory.
        assertThat(verifier.verify(token)).isNotNull().isNotSameAs(first);

        clock.advance(TokenChecks.CLOCK_SKEW.plusSeconds(1));
        assertThatThrownBy(() -> verifier.verify(token)).isInstanceOf(InvalidBearerTokenException.class);
    }

    @Test
    void aTokenIsNotFoundAfterItsKeyWasWithdrawn() {
        verifier.verify(token);

        keys.publish(new Tokens("k2"));

        assertThat(verifier.verify(token)).as("the keys at hand hold no k1").isNull();
        assertThatThrownBy(() -> verifier.fetchAndVerify(token).block())
                .isInstanceOf(InvalidBearerTokenException.class);
    }

    @Test
    void aTokenIsNotFoundAfterItsKeyWasReplacedUnderItsName() {
        verifier.verify(token);

        keys.publish(new Tokens("k1"));

        assertThatThrownBy(() -> verifier.verify(token)).isInstanceOf(InvalidBearerTokenException.class);
    }

    @Test
    void aTokenIsNotFoundWhileTheKeysAreTooOldToBeTrusted() {
        verifier.verify(token);

        keys.outdated = true;

        assertThat(verifier.verify(token)).isNull();
        keys.away = true;
        assertThatThrownBy(() -> verifier.fetchAndVerify(token).block())
                .isInstanceOf(AuthenticationServiceException.class);
    }

    @Test
    void aFetchOfTheSameKeysForgetsNothing() {
        Caller first = verifier.verify(token);

        keys.publish(issuer);

        assertThat(verifier.verify(token)).isSameAs(first);
    }

    @Test
    void aTokenWithAnotherSignatureIsAnotherToken() {
        verifier.verify(token);
        int middle = token.length() - 40;
        char other = token.charAt(middle) == 'A' ? 'B' : 'A';
        String forged = token.substring(0, middle) + other + token.substring(middle + 1);

        assertThatThrownBy(() -> verifier.verify(forged)).isInstanceOf(InvalidBearerTokenException.class);
    }

    @Test
    void aTokenThatIsNotValidYetIsNotRemembered() {
        String early = issuer.token(claims -> claims.notBeforeTime(Date.from(now.plusSeconds(20))), "rider");

        Caller first = verifier.verify(early);

        assertThat(verifier.verify(early)).isNotNull().isNotSameAs(first);
    }

    private static final class PublishedKeys implements SigningKeys {
        private List<JWK> current;
        private boolean outdated;
        private boolean away;

        PublishedKeys(Tokens issuer) {
            this.current = keysOf(issuer);
        }

        void publish(Tokens issuer) {
            current = keysOf(issuer);
        }

        @Override
        public Mono<List<JWK>> forKey(@Nullable String keyId) {
            return away ? Mono.error(new IllegalStateException("away")) : Mono.just(current);
        }

        @Override
        public @Nullable List<JWK> atHand(@Nullable String keyId) {
            boolean held = current.stream().anyMatch(key -> keyId == null || keyId.equals(key.getKeyID()));
            return outdated || !held ? null : current;
        }

        private static List<JWK> keysOf(Tokens issuer) {
            try {
                return JWKSet.parse(issuer.jwks()).getKeys();
            } catch (ParseException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
