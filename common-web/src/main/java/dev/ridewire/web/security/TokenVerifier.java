package dev.ridewire.web.security;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import dev.ridewire.web.security.VerifiedTokens.Digest;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import reactor.core.publisher.Mono;

/**
 * The check of tokens. While the issuer's keys are at hand it is a plain call, and a token that it accepted before is
 * found by its digest. A token is never found after its expiry, and never after the issuer's keys have changed.
 */
final class TokenVerifier {
    private final SigningKeys keys;
    private final TokenChecks checks;
    private final Clock clock;
    private volatile @Nullable Trust trust;

    TokenVerifier(SigningKeys keys, TokenChecks checks, Clock clock) {
        this.keys = keys;
        this.checks = checks;
        this.clock = clock;
    }

    /** A set of keys, its decoder, and the tokens that it has verified. */
    private record Trust(List<JWK> keys, JwtDecoder decoder, VerifiedTokens tokens) {}

    /**
     * Checks a token.
     *
     * @return null if the keys must be fetched first; {@link #fetchAndVerify} does both
     * @throws InvalidBearerTokenException    if the token is not valid
     * @throws AuthenticationServiceException if the check itself fails
     */
    @Nullable
    Caller verify(String token) {
        Digest digest = Digest.of(token);
        Trust trusted = trust;
        if (trusted != null) {
            Caller known = trusted.tokens.find(digest, clock.instant());
            if (known != null && isStillTrusted(known, trusted)) {
                return known;
            }
        }
        List<JWK> atHand = keys.atHand(keyIdOf(token));
        return atHand == null ? null : verify(token, digest, atHand);
    }

    /** Fetches the keys that a token needs, and checks it. Fails as {@link #verify} does. */
    Mono<Caller> fetchAndVerify(String token) {
        return keys.forKey(keyIdOf(token))
                // The failure is not the client's fault, so the answer is 503, not 401.
                .onErrorMap(error -> new AuthenticationServiceException("the issuer's keys can't be fetched", error))
                .map(fetched -> verify(token, Digest.of(token), fetched));
    }

    /** Reports whether the keys have not changed since, and are not too old to be trusted. */
    private boolean isStillTrusted(Caller known, Trust trusted) {
        List<JWK> atHand = keys.atHand(known.keyId());
        return atHand != null && trustIn(atHand).tokens == trusted.tokens;
    }

    private Caller verify(String token, Digest digest, List<JWK> trustedKeys) {
        Trust trusted = trustIn(trustedKeys);
        try {
            Caller caller = Caller.of(trusted.decoder.decode(token));
            trusted.tokens.add(digest, caller, clock.instant());
            return caller;
        } catch (BadJwtException e) {
            throw new InvalidBearerTokenException("the token is not valid", e);
        } catch (JwtException e) {
            throw new AuthenticationServiceException("the token could not be checked", e);
        }
    }

    /** Forgets all tokens when the keys change. A fetch that brings the same keys again changes nothing. */
    private Trust trustIn(List<JWK> current) {
        Trust before = trust;
        return before != null && before.keys == current ? before : trustInOther(current);
    }

    private synchronized Trust trustInOther(List<JWK> current) {
        Trust before = trust;
        Trust next = before != null && before.keys.equals(current)
                ? new Trust(current, before.decoder, before.tokens)
                : new Trust(current, TokenDecoding.decoder(current, checks),
                        new VerifiedTokens(VerifiedTokens.MAX_CHARACTERS));
        trust = next;
        return next;
    }

    private static @Nullable String keyIdOf(String token) {
        try {
            if (JWTParser.parse(token) instanceof SignedJWT signed) {
                return signed.getHeader().getKeyID();
            }
            throw new BadJwtException("the token has no signature");
        } catch (ParseException | BadJwtException e) {
            throw new InvalidBearerTokenException("the token can't be read", e);
        }
    }
}
