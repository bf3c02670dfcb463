package dev.ridewire.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.env.MockEnvironment;

/** Names are a promise to operators, and what is missing is said in a sentence. */
class SecurityPropertiesTest {
    private static final Map<String, String> COMPLETE = Map.of(
            "ridewire.security.issuer", "https://issuer.test",
            "ridewire.security.audience", "ridewire",
            "ridewire.security.jwks", "https://issuer.test/jwks");

    @TempDir
    private Path folder;

    @Test
    void names() {
        assertThat(bind(COMPLETE)).isEqualTo(
                new SecurityProperties("https://issuer.test", "ridewire", URI.create("https://issuer.test/jwks")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"issuer", "audience", "jwks"})
    void eachIsRequired(String name) {
        var incomplete = new HashMap<>(COMPLETE);
        incomplete.remove("ridewire.security." + name);

        assertThatThrownBy(() -> bind(incomplete)).rootCause()
                .hasMessageStartingWith("ridewire.security." + name + " is missing");
    }

    @Test
    void keysComeFromAFileOrOverHttp() {
        assertThatThrownBy(() -> new SecurityProperties("i", "a", URI.create("ftp://somewhere")))
                .hasMessage("ridewire.security.jwks: ftp://somewhere (expected: a file:, http: or https: URL)");
    }

    @Test
    void theLocalIssuerIsRefusedInProduction() throws Exception {
        var key = new ECKeyGenerator(Curve.P_256).keyID("k").algorithm(JWSAlgorithm.ES256).generate();
        Path file = Files.writeString(folder.resolve("jwks.json"), new JWKSet(key.toPublicJWK()).toString());
        var local = new SecurityProperties(SecurityProperties.LOCAL_ISSUER, "ridewire", file.toUri());
        var production = new MockEnvironment();
        production.setActiveProfiles("production");

        assertThatThrownBy(() -> new SecurityAutoConfiguration().signingKeys(local, production))
                .hasMessageContaining("ridewire.security.issuer: urn:ridewire:local-issuer is for development");
        assertThat(new SecurityAutoConfiguration().signingKeys(local, new MockEnvironment())).isNotNull();
    }

    @Test
    void keysThatCanBeChangedOnTheirWayAreRefusedInProduction() {
        var open = new SecurityProperties("https://issuer.test", "ridewire", URI.create("http://issuer.test/jwks"));
        var production = new MockEnvironment();
        production.setActiveProfiles("production");

        assertThatThrownBy(() -> new SecurityAutoConfiguration().signingKeys(open, production))
                .hasMessageContaining("expected: an https: or file: URL");
        assertThat(new SecurityAutoConfiguration().signingKeys(bind(COMPLETE), production)).isNotNull();
    }

    @Test
    void aFileThatHoldsNoKeysStopsTheStart() throws Exception {
        Path missing = folder.resolve("missing.json");
        Path broken = Files.writeString(folder.resolve("broken.json"), "{");
        Path empty = Files.writeString(folder.resolve("empty.json"), "{\"keys\":[]}");

        assertThatThrownBy(() -> SigningKeys.fromFile(missing.toUri()))
                .hasMessageContaining("can't be read as a JWK set");
        assertThatThrownBy(() -> SigningKeys.fromFile(broken.toUri()))
                .hasMessageContaining("can't be read as a JWK set");
        assertThatThrownBy(() -> SigningKeys.fromFile(empty.toUri())).hasMessageContaining("holds no public key");
    }

    private static SecurityProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("ridewire.security", SecurityProperties.class);
    }
}
