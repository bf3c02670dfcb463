package dev.ridewire.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
                new SecurityProperties("https://issuer.test", "ridewire", URI.create("https://issuer.test/jwks"),
                        false));
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
        assertThatThrownBy(() -> new SecurityProperties("i", "a", URI.create("ftp://somewhere"), true))
                .hasMessage("ridewire.security.jwks: ftp://somewhere (expected: a file:, http: or https: URL)");
    }

    @Test
    void theLocalIssuerIsBelievedOnlyWhereDevelopmentIsSaid() {
        var local = new HashMap<>(COMPLETE);
        local.put("ridewire.security.issuer", "urn:ridewire:local-issuer");

        assertThatThrownBy(() -> bind(local)).rootCause().hasMessage(
                "ridewire.security.issuer: urn:ridewire:local-issuer (expected: your identity provider, or ridewire.security.development=true)");
        local.put("ridewire.security.development", "true");
        assertThat(bind(local).development()).isTrue();
    }

    @Test
    void keysThatCanBeChangedOnTheirWayAreBelievedOnlyWhereDevelopmentIsSaid() {
        var open = new HashMap<>(COMPLETE);
        open.put("ridewire.security.jwks", "http://issuer.test/jwks");

        assertThatThrownBy(() -> bind(open)).rootCause().hasMessage(
                "ridewire.security.jwks: http://issuer.test/jwks (expected: an https: or file: URL, or ridewire.security.development=true)");
        open.put("ridewire.security.development", "true");
        assertThat(bind(open).jwks()).hasScheme("http");
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
