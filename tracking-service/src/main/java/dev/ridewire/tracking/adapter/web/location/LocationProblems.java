package dev.ridewire.tracking.adapter.web.location;

import dev.ridewire.web.problem.ProblemCatalogue;
import dev.ridewire.web.problem.ProblemType;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpStatus;

/** The problems of reporting positions. */
public final class LocationProblems {
    static final ProblemType FEED_AWAY = new ProblemType("feed-away", HttpStatus.SERVICE_UNAVAILABLE,
            "Positions can't be passed on at present", Duration.ofSeconds(5));

    public static final ProblemCatalogue CATALOGUE = new ProblemCatalogue(List.of(FEED_AWAY));

    private LocationProblems() {}
}
