package dev.ridewire.tracking.adapter.web.ops;

import dev.ridewire.tracking.application.board.Board;
import dev.ridewire.tracking.application.board.BoardFilter;
import dev.ridewire.tracking.domain.RideState;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** The translation of query parameters to a filter of the board and a box of the map. */
final class BoardQuery {
    private static final Duration OLDEST = Duration.ofDays(30);
    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 200;
    private static final int LONGEST_CURSOR = 120;
    private static final Pattern CITY = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,63}");
    private static final String STATES = Arrays.stream(RideState.values()).map(Enum::name)
            .collect(Collectors.joining(", "));

    private BoardQuery() {}

    /** @throws dev.ridewire.web.problem.ProblemException naming every parameter at fault */
    static BoardFilter filterOf(MultiValueMap<String, String> query) {
        var parameters = new Parameters(query);
        RideState state = parameters.optional("state", RideState::valueOf, "one of " + STATES);
        String city = parameters.optional("city", text -> CITY.matcher(text).matches() ? text : null,
                "a city's id of at most 64 characters");
        Boolean stuck = parameters.optional("stuck", Parameters::truth, "true or false");
        Duration olderThan = parameters.optional("olderThan", text -> Parameters.duration(text, OLDEST),
                "an ISO 8601 duration up to P30D, for example PT2M");
        Integer limit = parameters.optional("limit", text -> Parameters.number(text, 1, MOST), "1 to " + MOST);
        var filter = new BoardFilter(state, city, Boolean.TRUE.equals(stuck), olderThan, null,
                limit == null ? DEFAULT_LIMIT : limit);
        BoardFilter.Place after = parameters.optional("cursor",
                text -> text.length() <= LONGEST_CURSOR ? Cursors.read(text, filter.order()) : null,
                "the nextCursor of a page with the same filter");
        parameters.check();
        return new BoardFilter(state, city, filter.stuck(), olderThan, after, filter.limit());
    }

    /** @throws dev.ridewire.web.problem.ProblemException if the box is absent or no box */
    static Board.Box boxOf(MultiValueMap<String, String> query) {
        var parameters = new Parameters(query);
        Board.Box box = parameters.required("box", BoardQuery::boxOf,
                "west,south,east,north in degrees, for example -74.1,40.6,-73.8,40.9");
        parameters.check();
        return Objects.requireNonNull(box, "a missing box was refused");
    }

    private static Board.@Nullable Box boxOf(String text) {
        String[] sides = text.split(",", -1);
        if (sides.length != 4) {
            return null;
        }
        double[] degrees = Arrays.stream(sides).mapToDouble(Double::parseDouble).toArray();
        boolean valid = Arrays.stream(degrees).allMatch(Double::isFinite)
                && degrees[0] >= -180 && degrees[2] <= 180 && degrees[1] >= -90 && degrees[3] <= 90
                && degrees[0] < degrees[2] && degrees[1] < degrees[3];
        return valid ? new Board.Box(degrees[0], degrees[1], degrees[2], degrees[3]) : null;
    }
}
