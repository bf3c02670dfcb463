package dev.ridewire.tracking.domain.board;

import static dev.ridewire.tracking.domain.Samples.NOW;
import static dev.ridewire.tracking.domain.board.BoardSamples.RULES;
import static dev.ridewire.tracking.domain.board.BoardSamples.booking;
import static dev.ridewire.tracking.domain.board.BoardSamples.dispatch;
import static dev.ridewire.tracking.domain.board.BoardSamples.ride;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ridewire.tracking.domain.RideState;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StuckRulesTest {
    private final UUID id = UUID.randomUUID();

    @ParameterizedTest
    @CsvSource({
            "SCHEDULED,       SCHEDULE_MISSED,    610",
            "REQUESTED,       SEARCH_NOT_STARTED, 10",
            "DRIVER_ASSIGNED, DRIVER_LATE,        360",
            "DRIVER_ARRIVED,  RIDER_ABSENT,       300",
            "IN_PROGRESS,     LONG_TRIP,          7200",
            "COMPLETED,       FARE_OPEN,          360"})
    void eachStateHasItsDeadline(RideState state, StuckRule rule, long seconds) {
        assertThat(RULES.firstOf(ride(booking(id, state, 1, 1, NOW), null)))
                .contains(new Deadline(rule, NOW.plusSeconds(seconds)));
    }

    @ParameterizedTest
    @CsvSource({"CANCELLED", "NO_DRIVER_AVAILABLE"})
    void aRideThatIsOverIsNeverStuck(RideState state) {
        assertThat(RULES.firstOf(ride(booking(id, state, 1, 1, NOW), null))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
            "SEARCHING, LONG_SEARCH,        180",
            "OFFERED,   ANSWER_OVERDUE,     25",
            "ASSIGNED,  RESULT_NOT_APPLIED, 10",
            "FAILED,    RESULT_NOT_APPLIED, 10"})
    void aSearchHasADeadlineOfItsOwn(SearchState state, StuckRule rule, long seconds) {
        assertThat(RULES.firstOf(ride(booking(id, RideState.REQUESTED, 1, 1, NOW), dispatch(id, state, 1, 1, NOW))))
                .contains(new Deadline(rule, NOW.plusSeconds(seconds)));
    }

    @Test
    void theSearchOfAnOlderAttemptSaysNothing() {
        var again = ride(booking(id, RideState.REQUESTED, 4, 2, NOW.plusSeconds(100)),
                dispatch(id, SearchState.ASSIGNED, 3, 1, NOW));

        assertThat(RULES.firstOf(again))
                .contains(new Deadline(StuckRule.SEARCH_NOT_STARTED, NOW.plusSeconds(110)));
        assertThat(again.pending().orElseThrow().what()).isEqualTo("dispatch to start the search");
    }

    @Test
    void aDriverOnTheWayIsNotJudgedByTheSearch() {
        assertThat(RULES.firstOf(ride(booking(id, RideState.DRIVER_ASSIGNED, 2, 1, NOW),
                dispatch(id, SearchState.ASSIGNED, 3, 1, NOW))).orElseThrow().rule())
                .isEqualTo(StuckRule.DRIVER_LATE);
    }

    @Test
    void aBoundMustBePositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> new StuckRules(Duration.ZERO, second(), second(),
                second(), second(), second()));
    }

    @Test
    void aRideIsStuckFromItsDeadlineOn() {
        var ride = at(NOW);
        assertThat(ride.isStuckAt(NOW.minusMillis(1))).isFalse();
        assertThat(ride.isStuckAt(NOW)).isTrue();
        assertThat(at(null).isStuckAt(NOW)).isFalse();
    }

    private BoardRide at(@Nullable Instant due) {
        return new BoardRide(booking(id, RideState.REQUESTED, 1, 1, NOW), null, due);
    }

    private static Duration second() {
        return Duration.ofSeconds(1);
    }
}
