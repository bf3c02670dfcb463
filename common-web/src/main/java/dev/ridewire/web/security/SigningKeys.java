package dev.ridewire.web.security;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The issuer's public keys. */
interface SigningKeys {
    /** Returns the keys that may have signed a token with this {@code kid}; fails if they can't be fetched. */
    Mono<List<JWK>> forKey(@Nullable String keyId);

    /**
     * Returns the same keys as a plain call if they are known and may be trusted now, otherwise null. It returns the
     * same list until a fetch has brought another.
     */
    @Nullable
    List<JWK> atHand(@Nullable String keyId);

    /**
     * Keys that are read once, at start.
     *
     * @throws IllegalStateException if the file can't be read or holds no JWK set
     */
    static SigningKeys fromFile(URI file) {
        try {
            List<JWK> keys = JWKSet.parse(Files.readString(Path.of(file))).toPublicJWKSet().getKeys();
            if (keys.isEmpty()) {
                throw new IllegalStateException("ridewire.security.jwks: %s holds no public key".formatted(file));
            }
            return new SigningKeys() {
                @Override
                public Mono<List<JWK>> forKey(@Nullable String keyId) {
                    return Mono.just(keys);
                }

                @Override
                public List<JWK> atHand(@Nullable String keyId) {
                    return keys;
                }
            };
        } catch (IOException | ParseException e) {
            throw new IllegalStateException(
                    "ridewire.security.jwks: %s can't be read as a JWK set".formatted(file), e);
        }
    }
}
