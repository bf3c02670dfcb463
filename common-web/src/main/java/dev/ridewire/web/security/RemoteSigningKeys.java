package dev.ridewire.web.security;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * Keys of an identity provider. A token with an unknown key makes us ask again, so that a rotation is noticed at once, but
 * never more often than {@link #PAUSE}: strangers must not turn us against the provider. While it is away, the keys that
 * are known go on being believed.
 */
final class RemoteSigningKeys implements SigningKeys {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(2);
    /** A key that the provider withdrew is believed for this long at most, if the provider can be reached. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final Mono<List<JWK>> newest;
    private final Mono<List<JWK>> fresh;
    private volatile List<JWK> known = List.of();

    RemoteSigningKeys(WebClient client, URI url) {
        Mono<List<JWK>> fetch = client.get().uri(url).retrieve().bodyToMono(String.class).timeout(TIMEOUT)
                .map(RemoteSigningKeys::parse)
                .doOnNext(keys -> known = keys);
        this.newest = fetch.cache(keys -> PAUSE, error -> PAUSE_AFTER_ERROR, () -> PAUSE_AFTER_ERROR);
        this.fresh = newest.cache(keys -> FRESH, error -> PAUSE_AFTER_ERROR, () -> PAUSE_AFTER_ERROR);
    }

    @Override
    public Mono<List<JWK>> forKey(@Nullable String keyId) {
        return fresh.flatMap(keys -> holds(known, keyId) ? Mono.just(known) : newest)
                .onErrorResume(error -> holds(known, keyId) ? Mono.just(known) : Mono.error(error));
    }

    /** Asks for the keys ahead of the first request. */
    Mono<Void> warm() {
        return fresh.then();
    }

    private static boolean holds(List<JWK> keys, @Nullable String keyId) {
        return keys.stream().anyMatch(key -> keyId == null || keyId.equals(key.getKeyID()));
    }

    private static List<JWK> parse(String body) {
        try {
            return JWKSet.parse(body).toPublicJWKSet().getKeys();
        } catch (ParseException e) {
            throw new IllegalStateException("the identity provider's keys are no JWK set", e);
        }
    }
}
