package dev.ridewire.web.security;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The trusted issuer of tokens. All three are required, because a default issuer would be trusted by mistake.
 *
 * @param issuer   the {@code iss} that tokens must carry
 * @param audience the {@code aud} that tokens must carry
 * @param jwks     the address of the issuer's public keys: a {@code file:}, {@code http:} or {@code https:} URL
 * @param development whether to trust the local issuer and keys that come over {@code http:}. Anybody with access to
 *                    the developer's folder or network can then sign tokens
 */
@ConfigurationProperties("ridewire.security")
record SecurityProperties(
        String issuer, String audience, URI jwks, @DefaultValue("false") boolean development) {
    /** The issuer of {@code ridewire token}, whose private key lies in a developer's folder. */
    static final String LOCAL_ISSUER = "urn:ridewire:local-issuer";

    SecurityProperties {
        requireText("issuer", issuer, "the iss of tokens");
        requireText("audience", audience, "the aud of tokens");
        requireText("jwks", jwks == null ? null : jwks.toString(), "a file:, http: or https: URL of a JWK set");
        String scheme = String.valueOf(jwks.getScheme());
        if (!scheme.equals("file") && !scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException(
                    "ridewire.security.jwks: %s (expected: a file:, http: or https: URL)".formatted(jwks));
        }
        if (!development) {
            requireFitForProduction(issuer, jwks);
        }
    }

    private static void requireFitForProduction(String issuer, URI jwks) {
        if (issuer.equals(LOCAL_ISSUER)) {
            throw new IllegalArgumentException(
                    "ridewire.security.issuer: %s (expected: your identity provider, or ridewire.security.development=true)"
                            .formatted(issuer));
        }
        if ("http".equals(jwks.getScheme())) {
            throw new IllegalArgumentException(
                    "ridewire.security.jwks: %s (expected: an https: or file: URL, or ridewire.security.development=true)"
                            .formatted(jwks));
        }
    }

    private static void requireText(String name, @Nullable String value, String expected) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "ridewire.security.%s is missing (expected: %s)".formatted(name, expected));
        }
    }
}
