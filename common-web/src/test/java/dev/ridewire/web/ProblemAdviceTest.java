package dev.ridewire.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.web.problem.ProblemAdvice;
import dev.ridewire.web.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

class ProblemAdviceTest {
    private final ProblemAdvice advice = new ProblemAdvice();

    @Test
    void everyCommonProblemSaysWhenItComesAndWhatToDo() {
        assertThat(ProblemType.COMMON).allSatisfy(type -> assertThat(advice.covers(type)).as(type.slug()).isTrue());
    }

    @Test
    void aProblemThatNobodyWroteAboutStillHasAPage() {
        var type = new ProblemType("brand-new", HttpStatus.CONFLICT, "New", true);

        assertThat(advice.covers(type)).isFalse();
        assertThat(advice.whatToDo(type)).contains("Retry-After");
    }
}
