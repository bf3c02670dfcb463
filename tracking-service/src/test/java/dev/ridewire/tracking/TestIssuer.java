package dev.ridewire.tracking;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** An issuer whose tokens the service under test accepts. */
public final class TestIssuer {
    private static final String NAME = "https://issuer.test";

    private final ECKey key;

    public TestIssuer() {
        try {
            key = new ECKeyGenerator(Curve.P_256).keyID("test").algorithm(JWSAlgorithm.ES256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public Map<String, String> properties() {
        try {
            var file = Files.createTempFile("jwks", ".json");
            file.toFile().deleteOnExit();
            Files.writeString(file, new JWKSet(key.toPublicJWK()).toString());
            return Map.of("ridewire.security.issuer", NAME, "ridewire.security.audience", "ridewire",
                    "ridewire.security.jwks", file.toUri().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String token(String role, String name) {
        return token(role, name, Duration.ofMinutes(10));
    }

    public String token(String role, String name, Duration life) {
        Instant now = Instant.now();
        var claims = new JWTClaimsSet.Builder().issuer(NAME).audience("ridewire").subject(name)
                .issueTime(Date.from(now)).expirationTime(Date.from(now.plus(life)))
                .claim("roles", List.of(role)).build();
        try {
            var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("test").build(), claims);
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
