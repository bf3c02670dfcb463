package dev.ridewire.booking;

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
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** An identity provider of the tests' own. */
public final class Tokens {
    static final String ISSUER = "https://issuer.test";
    static final String AUDIENCE = "ridewire";
    private static final ECKey KEY = newKey();

    private Tokens() {}

    static URI jwksFile() {
        try {
            Path file = Files.createTempFile("jwks", ".json");
            file.toFile().deleteOnExit();
            return Files.writeString(file, new JWKSet(KEY.toPublicJWK()).toString()).toUri();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String of(String role, String name) {
        return of(role, name, AUDIENCE, Instant.now().plusSeconds(300));
    }

    public static String of(List<String> roles, String name) {
        return of(roles, name, AUDIENCE, Instant.now().plusSeconds(300));
    }

    public static String of(String role, String name, String audience, Instant expiresAt) {
        return of(List.of(role), name, audience, expiresAt);
    }

    /** As it should be, but for who issued it. */
    public static String ofIssuer(String issuer, List<String> roles, String name) {
        return signed(issuer, roles, name, AUDIENCE, Instant.now().plusSeconds(300));
    }

    /** As it should be, but for the audience and when it expires. */
    public static String of(List<String> roles, String name, String audience, Instant expiresAt) {
        return signed(ISSUER, roles, name, audience, expiresAt);
    }

    private static String signed(String issuer, List<String> roles, String name, String audience, Instant expiresAt) {
        var claims = new JWTClaimsSet.Builder().issuer(issuer).audience(audience).subject(name)
                .issueTime(new Date()).expirationTime(Date.from(expiresAt)).claim("roles", roles).build();
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(KEY.getKeyID()).build(), claims);
            token.sign(new ECDSASigner(KEY));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("test").algorithm(JWSAlgorithm.ES256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
