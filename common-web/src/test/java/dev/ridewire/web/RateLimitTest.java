package dev.ridewire.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** One person gets three requests at once and one a second, of those that are costly one at once and two a minute. */
@TestPropertySource(properties = {"ridewire.load.per-person.burst=3", "ridewire.load.per-person.per-second=1",
        "ridewire.load.costly.burst=1", "ridewire.load.costly.per-minute=2"})
class RateLimitTest extends OverHttp {
    private static final int BURST = 3;
    /** Requests, one after the other, of which one is refused unless each takes a second. */
    private static final int PATIENCE = 30;

    @Test
    void everyAnswerSaysHowMuchIsLeftAndWhoeverAsksTooOftenWhenToComeBack() {
        String token = ISSUER.valid("rider");

        var first = get("/me", token);
        first.expectStatus().isOk().expectHeader().valueEquals("RateLimit-Policy", "\"person\";q=3;w=3")
                .expectHeader().valueEquals("RateLimit", "\"person\";r=2;t=1");

        int refused = 0;
        for (int i = 0; i < 10; i++) {
            var answer = get("/me", token);
            if (answer.returnResult(String.class).getStatus().value() == 429) {
                refused++;
                problem(answer, 429, "too-many-requests");
                answer.expectHeader().valueEquals("Retry-After", "1")
                        .expectHeader().exists("RateLimit").expectHeader().exists("RateLimit-Policy");
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void whatAPersonMayNotAskForIsCountedToo() {
        String token = ISSUER.token(claims -> claims.subject("grace").claim("roles", List.of("driver")));

        assertThat(statusesUntilRefused("/things", token)).hasSizeBetween(BURST, PATIENCE - 1).containsOnly(403);
    }

    @Test
    void whatIsCostlyIsLetInLessOften() {
        String token = ISSUER.token(claims -> claims.subject("barbara"));

        var first = get("/things/costly", token);
        first.expectStatus().isOk()
                .expectHeader().valueEquals("RateLimit-Policy", "\"person\";q=3;w=3, \"costly\";q=1;w=30")
                .expectHeader().valueEquals("RateLimit", "\"person\";r=2;t=1, \"costly\";r=0;t=30");
        var second = get("/things/costly", token);
        second.expectHeader().valueMatches("Retry-After", "2[0-9]|30").expectHeader()
                .valueMatches("RateLimit", "\"person\";r=[12];t=[12], \"costly\";r=0;t=(2[0-9]|30)");
        problem(second, 429, "too-many-requests");
        get("/me", token).expectStatus().isOk().expectHeader().valueEquals("RateLimit-Policy", "\"person\";q=3;w=3");
    }

    @Test
    void whatIsNotThereIsCountedToo() {
        String token = ISSUER.token(claims -> claims.subject("edsger"));

        assertThat(statusesUntilRefused("/nowhere", token)).hasSizeBetween(BURST, PATIENCE - 1).containsOnly(404);
    }

    /** Posts until the answer is 429, and stops before it. How soon that is depends on the speed of the machine. */
    private List<Integer> statusesUntilRefused(String path, String token) {
        return Stream.generate(() -> post(path, token)).limit(PATIENCE).takeWhile(status -> status != 429).toList();
    }

    private int post(String path, String token) {
        return client().post().uri(path).headers(headers -> headers.setBearerAuth(token)).exchange()
                .returnResult(Void.class).getStatus().value();
    }

    @Test
    void pagesAboutTheApiAreNotCounted() {
        for (int i = 0; i < 10; i++) {
            client().get().uri("/problems/not-found").exchange().expectStatus().isOk()
                    .expectHeader().doesNotExist("RateLimit");
        }
    }
}
