package dev.ridewire.web.security;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * Keys of an identity provider. A known key is returned at once and refreshed in the background, so that a slow
 * provider delays no request. A token with an unknown key waits for a new fetch, so that a rotation is noticed at once.
 * Fetches are at least {@link #PAUSE} apart, so that strangers can't use us to flood the provider. While the provider
 * is away, known keys stay valid for {@link #LONGEST_TRUST}.
 */
final class RemoteSigningKeys implements SigningKeys {
    /** The time for which a withdrawn key stays trusted, if the provider can be reached. */
    static final Duration FRESH = Duration.ofMinutes(5);
    /** The time for which keys stay trusted without the provider, which may have withdrawn any of them. */
    static final Duration LONGEST_TRUST = Duration.ofHours(24);
    static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Logger log = LoggerFactory.getLogger(RemoteSigningKeys.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(2);

    private final Mono<List<JWK>> newest;
    private final LongSupplier nanoTime;
    private volatile @Nullable Known known;

    /** @param nanoTime a clock like {@link System#nanoTime} */
    RemoteSigningKeys(WebClient client, URI url, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.newest = client.get().uri(url).retrieve().bodyToMono(String.class).timeout(TIMEOUT)
                .map(RemoteSigningKeys::parse)
                .doOnNext(keys -> known = new Known(keys, nanoTime.getAsLong()))
                .cache(keys -> PAUSE, error -> PAUSE_AFTER_ERROR, () -> PAUSE_AFTER_ERROR);
    }

    @Override
    public Mono<List<JWK>> forKey(@Nullable String keyId) {
        return Mono.defer(() -> {
            List<JWK> believed = atHand(keyId);
            return believed == null ? newest : Mono.just(believed);
        });
    }

    @Override
    public @Nullable List<JWK> atHand(@Nullable String keyId) {
        Known believed = known;
        if (believed == null || !holds(believed.keys(), keyId) || isOlderThan(LONGEST_TRUST, believed)) {
            return null;
        }
        if (isOlderThan(FRESH, believed)) {
            refresh();
        }
        return believed.keys();
    }

    /** Fetches the keys ahead of the first request. */
    Mono<Void> warm() {
        return newest.then();
    }

    /** Refreshes the keys in the background. {@code newest} shares one bounded fetch among all callers. */
    private void refresh() {
        newest.subscribe(keys -> {}, error -> log.atDebug().setCause(error).log("signing keys could not be refreshed"));
    }

    private boolean isOlderThan(Duration age, Known keys) {
        return nanoTime.getAsLong() - keys.fetchedAt() > age.toNanos();
    }

    private record Known(List<JWK> keys, long fetchedAt) {}

    private static boolean holds(List<JWK> keys, @Nullable String keyId) {
        for (JWK key : keys) {
            if (keyId == null || keyId.equals(key.getKeyID())) {
                return true;
            }
        }
        return false;
    }

    private static List<JWK> parse(String body) {
        try {
            return JWKSet.parse(body).toPublicJWKSet().getKeys();
        } catch (ParseException e) {
            throw new IllegalStateException("the identity provider's keys are no JWK set", e);
        }
    }
}
