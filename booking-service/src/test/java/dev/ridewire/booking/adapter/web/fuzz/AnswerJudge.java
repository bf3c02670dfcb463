package dev.ridewire.booking.adapter.web.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.booking.adapter.web.fuzz.BareConnection.Answer;
import dev.ridewire.booking.adapter.web.fuzz.DocumentedApi.DocumentedAnswer;
import dev.ridewire.booking.adapter.web.fuzz.RequestDraft.Request;
import dev.ridewire.web.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A judge of whether an answer is what the document says of answers to such a request. */
final class AnswerJudge {
    private static final int NOT_MODIFIED = 304;
    private static final DocumentedAnswer NONE = new DocumentedAnswer(null, Set.of());
    /** Whatever is refused before an endpoint is asked, or by all of them. */
    private static final Set<String> SHARED = ProblemType.COMMON.stream().map(ProblemType::slug)
            .collect(Collectors.toSet());
    /** A request that keeps to the document never gets these, */
    private static final Set<String> UNREAD = Set.of("malformed-request", "not-acceptable", "unsupported-media-type",
            "content-too-large");
    /** but for the two operations whose parameters have rules that no schema can say. */
    private static final Set<String> WITH_RULES_OF_THEIR_OWN = Set.of("listRides", "viewEarnings");

    private final DocumentedApi api;

    AnswerJudge(DocumentedApi api) {
        this.api = api;
    }

    /** @throws AssertionError if it is not, with the answer */
    void check(Request request, Answer answer) {
        String what = "answered: %d %s%n%s".formatted(
                answer.status(), answer.headers(), new String(answer.body(), StandardCharsets.UTF_8));
        assertThat(answer.status()).as(what).isLessThan(500).isNotEqualTo(429);
        if (answer.status() >= 400) {
            checkProblem(request, answer, what);
        } else if (!request.elsewhere()) {
            checkYes(request, answer, what);
        }
    }

    private void checkYes(Request request, Answer answer, String what) {
        DocumentedAnswer documented = request.operation().answers().get(answer.status());
        if (documented == null) {
            // A client that sends If-None-Match where there is an ETag knows what comes.
            assertThat(answer.status()).as(what).isEqualTo(NOT_MODIFIED);
            assertThat(request.isAllowed()).as(what).isFalse();
        } else if (documented.schema() == null) {
            assertThat(answer.body()).as(what).isEmpty();
        } else {
            assertThat(answer.header("Content-Type")).as(what).isEqualTo("application/json");
            assertThat(api.faultsOf(documented.schema(), json(answer, what))).as(what).isEmpty();
        }
    }

    private void checkProblem(Request request, Answer answer, String what) {
        assertThat(answer.header("Content-Type")).as(what).isEqualTo("application/problem+json");
        if (request.method().equals("HEAD")) {
            return;
        }
        JsonNode problem = json(answer, what);
        assertThat(api.faultsOfProblem(problem)).as(what).isEmpty();
        assertThat(problem.get("status").asInt()).as(what).isEqualTo(answer.status());
        assertThat(answer.headers().containsKey("Retry-After")).as(what)
                .isEqualTo(problem.get("retryable").asBoolean());
        assertThat(answer.headers().containsKey("WWW-Authenticate")).as(what).isEqualTo(answer.status() == 401);
        if (!request.elsewhere()) {
            checkType(request, answer, problem.get("type").asString().replace("/problems/", ""), what);
        }
    }

    private static void checkType(Request request, Answer answer, String slug, String what) {
        Set<String> documented = request.operation().answers().getOrDefault(answer.status(), NONE).problems();
        if (!request.isAllowed()) {
            assertThat(SHARED.contains(slug) || documented.contains(slug)).as(what).isTrue();
            return;
        }
        assertThat(documented).as(what).contains(slug);
        if (!WITH_RULES_OF_THEIR_OWN.contains(request.operation().id())) {
            assertThat(UNREAD).as(what).doesNotContain(slug);
        }
    }

    private static JsonNode json(Answer answer, String what) {
        try {
            return JsonMapper.shared().readTree(answer.body());
        } catch (JacksonException e) {
            throw new AssertionError("no JSON: " + what, e);
        }
    }
}
