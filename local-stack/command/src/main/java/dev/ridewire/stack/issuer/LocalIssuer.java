package dev.ridewire.stack.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.ridewire.parts.BrokenDataException;
import dev.ridewire.stack.home.Home;
import dev.ridewire.stack.home.PrivateFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;

/** Signs tokens for the local stack. Services trust it only if their configuration says that this is development. */
public final class LocalIssuer {
    public static final String ISSUER = "urn:ridewire:local-issuer";
    public static final String AUDIENCE = "ridewire";
    private static final Duration LIFE = Duration.ofHours(12);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final RSAKey key;
    private final Path jwks;

    private LocalIssuer(RSAKey key, Path jwks) {
        this.key = key;
        this.jwks = jwks;
    }

    /** Returns the issuer of a folder, and creates its key at the first use. */
    public static LocalIssuer of(Home home) {
        Path privateKey = home.keys().resolve("issuer-rsa.jwk");
        Path jwks = home.keys().resolve("jwks.json");
        try {
            if (!Files.exists(privateKey)) {
                RSAKey fresh = new RSAKeyGenerator(RSAKeyGenerator.MIN_KEY_SIZE_BITS)
                        .keyUse(KeyUse.SIGNATURE).algorithm(JWSAlgorithm.RS256).keyIDFromThumbprint(true).generate();
                PrivateFiles.write(privateKey, fresh.toJSONString());
            }
            RSAKey key = RSAKey.parse(Files.readString(privateKey));
            PrivateFiles.write(jwks, new JWKSet(key.toPublicJWK()).toString());
            return new LocalIssuer(key, jwks);
        } catch (IOException | JOSEException | ParseException e) {
            throw new BrokenDataException(
                    "The issuer's key " + privateKey + " can't be used (delete it to get a new one): " + e, e);
        }
    }

    /** Returns the address at which services find the public keys. */
    public URI jwks() {
        return jwks.toUri();
    }

    /**
     * Issues a token that is valid for twelve hours.
     *
     * @param name the person: letters, digits, dot, dash, underscore; at most 64
     * @throws IllegalArgumentException for any other name
     */
    public String tokenFor(Role role, String name, Instant now) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name: \"" + name + "\" (expected: 1 to 64 letters, digits, dots, dashes or underscores)");
        }
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER).audience(AUDIENCE).subject(name).claim("roles", List.of(role.claim()))
                        .issueTime(Date.from(now)).expirationTime(Date.from(now.plus(LIFE)))
                        .build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("the issuer's key can't sign", e);
        }
        return token.serialize();
    }
}
