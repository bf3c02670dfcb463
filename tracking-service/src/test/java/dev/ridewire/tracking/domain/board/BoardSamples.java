package dev.ridewire.tracking.domain.board;

import dev.ridewire.tracking.application.board.BoardFilter;
import dev.ridewire.tracking.domain.RideState;
import dev.ridewire.tracking.domain.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rides on the board as tests need them. */
public final class BoardSamples {
    public static final StuckRules RULES = new StuckRules(Duration.ofSeconds(10), Duration.ofMinutes(3),
            Duration.ofMinutes(4), Duration.ofMinutes(5), Duration.ofHours(2), Duration.ofMinutes(6));
    public static final BoardFilter OPEN = new BoardFilter(null, null, false, null, null, 10);

    private BoardSamples() {}

    public static BookingSide requested(UUID id, Instant since) {
        return booking(id, RideState.REQUESTED, 1, 1, since);
    }

    public static BookingSide booking(UUID id, RideState state, long version, int attempt, Instant since) {
        return new BookingSide(id, version, state, attempt, "new-york", "STANDARD",
                state.hasCarOnTheWay() || state == RideState.COMPLETED ? "bob" : null, 60, Samples.PICKUP,
                Samples.DROPOFF, since, since, state == RideState.SCHEDULED ? since.plusSeconds(600) : null, false);
    }

    public static DispatchSide offered(UUID id, Instant since) {
        return dispatch(id, SearchState.OFFERED, 2, 1, since);
    }

    /** An offer is open for 15 seconds, a search for 5 minutes. */
    public static DispatchSide dispatch(UUID id, SearchState state, long version, int attempt, Instant since) {
        return new DispatchSide(id, version, state, attempt, "bob",
                state == SearchState.OFFERED ? since.plusSeconds(15) : null, since.plusSeconds(300), since);
    }

    public static BoardRide ride(BookingSide booking, @Nullable DispatchSide dispatch) {
        return new BoardRide(booking, dispatch, null);
    }
}
