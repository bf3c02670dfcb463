package dev.ridewire.stack.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.ridewire.stack.home.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalIssuerTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void prepareFolder() {
        new Home(folder).prepare();
    }

    @Test
    void aTokenSaysWhoWhatAndForHowLongAndIsBelievedByThePublishedKey() throws Exception {
        LocalIssuer issuer = LocalIssuer.of(new Home(folder));
        SignedJWT token = SignedJWT.parse(issuer.tokenFor(Role.RIDER, "alice", NOW));

        var claims = token.getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo("alice");
        assertThat(claims.getStringListClaim("roles")).containsExactly("rider");
        assertThat(claims.getIssuer()).isEqualTo("urn:ridewire:local-issuer");
        assertThat(claims.getAudience()).containsExactly("ridewire");
        assertThat(claims.getExpirationTime()).isEqualTo(Date.from(NOW.plus(Duration.ofHours(12))));

        JWKSet published = JWKSet.load(issuer.jwks().toURL());
        assertThat(published.containsNonPublicKeys()).isFalse();
        var key = published.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();
        assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
    }

    @Test
    void theKeyIsMadeOnceAndIsItsOwnersAlone() throws Exception {
        String first = LocalIssuer.of(new Home(folder)).tokenFor(Role.DRIVER, "bob", NOW);
        String second = LocalIssuer.of(new Home(folder)).tokenFor(Role.DRIVER, "bob", NOW);
        assertThat(SignedJWT.parse(first).getHeader().getKeyID())
                .isEqualTo(SignedJWT.parse(second).getHeader().getKeyID());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("keys/issuer-rsa.jwk"))))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "-x", "ä", "a/b", "x\n"})
    void aNameThatIsNoneIsRefused(String name) {
        assertThatThrownBy(() -> LocalIssuer.of(new Home(folder)).tokenFor(Role.RIDER, name, NOW))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("name: ");
    }

    @Test
    void anUnknownRoleIsRefused() {
        assertThatThrownBy(() -> Role.of("boss")).hasMessageContaining("rider, driver or dispatcher");
    }
}
