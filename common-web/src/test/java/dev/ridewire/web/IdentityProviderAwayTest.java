package dev.ridewire.web;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A service starts without its identity provider, and does not blame clients for it. */
@SpringBootTest(classes = TinyApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        "ridewire.security.issuer=" + Tokens.ISSUER, "ridewire.security.audience=" + Tokens.AUDIENCE,
        "ridewire.security.development=true",
        // Nothing listens there.
        "ridewire.security.jwks=http://127.0.0.1:1/jwks"})
class IdentityProviderAwayTest {
    @LocalServerPort
    private int port;

    @Test
    void aTokenThatCanNotBeJudgedYetIsAskedToComeBack() {
        var client = WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(20)).build();

        OverHttp.problem(client.get().uri("/me")
                .headers(headers -> headers.setBearerAuth(new Tokens("k1").valid("rider"))).exchange()
                .expectHeader().exists("Retry-After"), 503, "unavailable");
        OverHttp.problem(client.get().uri("/me").exchange(), 401, "unauthenticated");
    }
}
