package dev.ridewire.web.security;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWKSecurityContext;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.ConfigurableJWTProcessor;
import java.time.Clock;
import java.util.Set;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import reactor.core.publisher.Flux;

/** The conversion of a token's text into a person's claims. */
final class TokenDecoding {
    /** Two asymmetric algorithms, so that a token can't choose {@code none} or a shared secret. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256);

    private TokenDecoding() {}

    static ReactiveJwtDecoder decoder(SigningKeys keys, SecurityProperties properties, Clock clock) {
        NimbusReactiveJwtDecoder decoder = NimbusReactiveJwtDecoder.withJwkSource(token -> keysOf(keys, token))
                .jwtProcessorCustomizer(TokenDecoding::customize)
                .build();
        decoder.setJwtValidator(new TokenChecks(properties.issuer(), properties.audience(), clock));
        return decoder;
    }

    /** Each role becomes an authority, known or not; rules name known ones only. */
    static JwtAuthenticationConverter authorities() {
        var converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(token -> Roles.of(token).stream().map(Roles::authority).toList());
        return converter;
    }

    private static Flux<JWK> keysOf(SigningKeys keys, SignedJWT token) {
        return keys.forKey(token.getHeader().getKeyID())
                // The failure is not the client's fault, so the answer is 503, not 401.
                .onErrorMap(error -> new AuthenticationServiceException("the issuer's keys can't be fetched", error))
                .flatMapIterable(list -> list);
    }

    private static void customize(ConfigurableJWTProcessor<JWKSecurityContext> processor) {
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                ALGORITHMS, (selector, context) -> selector.select(new JWKSet(context.getKeys()))));
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    }
}
