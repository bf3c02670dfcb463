package dev.ridewire.booking.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.web.problem.ProblemAdvice;
import dev.ridewire.web.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.web.util.HtmlUtils;

/** The page of each problem type tells a mobile engineer when it comes and what the app does then. */
class ProblemPagesTest extends BookingApi {
    private final ProblemAdvice advice = new ProblemAdvice();

    @Test
    void everyProblemHasAPageThatSaysWhenItComesAndWhatToDo() {
        assertThat(BookingProblems.ALL).isNotEmpty().doesNotHaveDuplicates()
                .allSatisfy(type -> assertThat(advice.covers(type)).as(type.slug()).isTrue());
        Stream.concat(ProblemType.COMMON.stream(), BookingProblems.ALL.stream()).forEach(type -> {
            String page = new String(client().get().uri(type.uri().toString()).exchange().expectStatus().isOk()
                    .expectBody().returnResult().getResponseBodyContent(), StandardCharsets.UTF_8);
            assertThat(page).contains(HtmlUtils.htmlEscape(type.title()), "HTTP " + type.status().value(),
                    "What to do");
        });
    }

    @Test
    void aProblemThatDoesNotExistHasNoPage() {
        problem(client().get().uri("/problems/nothing-of-the-kind").exchange(), 404, "not-found");
    }
}
