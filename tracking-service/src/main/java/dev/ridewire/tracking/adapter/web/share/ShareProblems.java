package dev.ridewire.tracking.adapter.web.share;

import dev.ridewire.web.problem.ProblemCatalogue;
import dev.ridewire.web.problem.ProblemType;
import java.util.List;
import org.springframework.http.HttpStatus;

/** The problems of sharing rides. */
public final class ShareProblems {
    static final ProblemType RIDE_OVER = new ProblemType("ride-over", HttpStatus.CONFLICT,
            "The ride is over", false);

    public static final ProblemCatalogue CATALOGUE = new ProblemCatalogue(List.of(RIDE_OVER));

    private ShareProblems() {}
}
