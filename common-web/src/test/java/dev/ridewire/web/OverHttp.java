package dev.ridewire.web;

import dev.ridewire.testing.web.WholeAnswers;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The tiny application on a port of its own, and requests to it. One context serves all tests. */
@SpringBootTest(classes = TinyApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        "management.server.port=0", "management.endpoint.health.probes.enabled=true",
        "management.endpoints.web.exposure.include=health,info"})
abstract class OverHttp {
    static final Tokens ISSUER = new Tokens("k1");

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void trustTheIssuer(DynamicPropertyRegistry registry) {
        registry.add("ridewire.security.issuer", () -> Tokens.ISSUER);
        registry.add("ridewire.security.audience", () -> Tokens.AUDIENCE);
        registry.add("ridewire.security.jwks", () -> ISSUER.jwksFile().toString());
    }

    WebTestClient client() {
        return WholeAnswers.clientOf(port).build();
    }

    WebTestClient.ResponseSpec get(String path, String token) {
        return client().get().uri(path).headers(headers -> headers.setBearerAuth(token)).exchange();
    }

    WebTestClient.ResponseSpec getAsRider(String path) {
        return get(path, ISSUER.valid("rider"));
    }

    WebTestClient.ResponseSpec postAsRider(String json) {
        return client().post().uri("/things").headers(headers -> headers.setBearerAuth(ISSUER.valid("rider")))
                .contentType(MediaType.APPLICATION_JSON).bodyValue(json).exchange();
    }

    /** An answer that is a problem of this slug. */
    static WebTestClient.BodyContentSpec problem(WebTestClient.ResponseSpec answer, int status, String slug) {
        return answer.expectStatus().isEqualTo(status)
                .expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type").isEqualTo("/problems/" + slug)
                .jsonPath("$.status").isEqualTo(status)
                .jsonPath("$.title").isNotEmpty()
                .jsonPath("$.detail").isNotEmpty()
                .jsonPath("$.instance").isNotEmpty()
                .jsonPath("$.retryable").isBoolean();
    }
}
