package dev.ridewire.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.testing.web.WholeAnswers;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;

/** The requests that get in, and the answers that the others get. */
class AccessTest extends OverHttp {
    @Autowired
    private Environment environment;

    @Test
    void aTokensHolderIsThePersonWhoAsks() {
        get("/me", ISSUER.valid("rider", "driver", "accountant")).expectStatus().isOk().expectBody()
                .jsonPath("$.id").isEqualTo("ada")
                .jsonPath("$.roles.length()").isEqualTo(2);
    }

    @Test
    void withoutATokenTheAnswerSaysThatOneIsNeeded() {
        problem(client().get().uri("/me").exchange().expectHeader().valueEquals("WWW-Authenticate", "Bearer"),
                401, "unauthenticated");
    }

    @Test
    void anExpiredTokenIsToldSo() {
        String expired = ISSUER.token(claims -> claims.issueTime(Date.from(Instant.now().minusSeconds(600)))
                .expirationTime(Date.from(Instant.now().minusSeconds(60))));
        problem(get("/me", expired).expectHeader().valueEquals("WWW-Authenticate", "Bearer error=\"invalid_token\""),
                401, "unauthenticated").jsonPath("$.detail").isEqualTo("The token has expired.");
    }

    @Test
    void aTokenForSomeoneElseIsToldSo() {
        problem(get("/me", ISSUER.token(claims -> claims.audience("other"))), 401, "unauthenticated")
                .jsonPath("$.detail").isEqualTo("The token is for another audience.");
        problem(get("/me", ISSUER.token(claims -> claims.issuer("https://evil.test"))), 401, "unauthenticated")
                .jsonPath("$.detail").isEqualTo("The token is from another issuer.");
    }

    @Test
    void aTokenMustExpireAndNameItsSubject() {
        problem(get("/me", ISSUER.token(claims -> claims.expirationTime(null))), 401, "unauthenticated");
        problem(get("/me", ISSUER.token(claims -> claims.subject(" "))), 401, "unauthenticated");
        problem(get("/me", ISSUER.token(claims -> claims.subject("x".repeat(129)))), 401, "unauthenticated");
        problem(get("/me", ISSUER.token(claims -> claims.subject("a\u0000da"))), 401, "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not-a-token", "a.b.c"})
    void whatIsNoTokenIsRefused(String token) {
        problem(client().get().uri("/me").header("Authorization", "Bearer " + token).exchange(), 401,
                "unauthenticated");
    }

    @Test
    void aForeignSignatureIsRefusedEvenUnderAKnownKeysName() {
        problem(get("/me", new Tokens("k1").valid("rider")), 401, "unauthenticated");
        problem(get("/me", new Tokens("k2").valid("rider")), 401, "unauthenticated");
    }

    @Test
    void theWrongRoleIsForbidden() {
        problem(client().post().uri("/things").headers(headers -> headers.setBearerAuth(ISSUER.valid("driver")))
                .exchange(), 403, "forbidden");
        problem(client().post().uri("/things").headers(headers -> headers.setBearerAuth(ISSUER.valid())).exchange(),
                403, "forbidden");
    }

    @Test
    void whatNoRuleNamesIsDenied() {
        problem(getAsRider("/forgotten"), 403, "forbidden");
        problem(getAsRider("/nowhere"), 404, "not-found");
        problem(getAsRider("/things"), 405, "method-not-allowed");
        problem(client().get().uri("/nowhere").exchange(), 401, "unauthenticated");
    }

    @Test
    void pagesAboutProblemsAreOpen() {
        client().get().uri("/problems/unavailable").exchange().expectStatus().isOk()
                .expectBody(String.class).value(page -> assertThat(page).contains("Retry-After"));
        problem(client().get().uri("/problems/unheard-of").exchange(), 404, "not-found");
    }

    @Test
    void theManagementPortAnswersWithoutATokenAndThePublicOneHasNoEndpoints() {
        Integer management = environment.getRequiredProperty("local.management.port", Integer.class);
        var operator = WholeAnswers.clientOf(management).build();

        operator.get().uri("/actuator/health/readiness").exchange().expectStatus().isOk()
                .expectHeader().exists(HttpHeaders.DATE);
        operator.get().uri("/actuator/info").exchange().expectStatus().isOk();
        operator.get().uri("/me").exchange().expectStatus().isUnauthorized();
        problem(client().get().uri("/actuator/health").exchange(), 401, "unauthenticated");
        problem(getAsRider("/actuator/health"), 404, "not-found");
    }
}
