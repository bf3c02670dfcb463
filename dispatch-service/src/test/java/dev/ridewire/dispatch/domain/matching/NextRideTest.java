package dev.ridewire.dispatch.domain.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class NextRideTest {
    private static final NextRide RULE = new NextRide(Duration.ofSeconds(120), Duration.ofSeconds(90),
            Duration.ofSeconds(20), Duration.ofSeconds(30));

    @Test
    void theEtaCountsTheRestOfThePresentRide() {
        assertThat(RULE.candidate("d0", Duration.ofSeconds(100), Duration.ofSeconds(60)))
                .contains(new Candidate("d0", Duration.ofSeconds(180)));
    }

    @Test
    void aDriverWhoseRideTakesLongerIsNoCandidate() {
        assertThat(RULE.candidate("d0", Duration.ofSeconds(120), Duration.ZERO)).isPresent();
        assertThat(RULE.candidate("d0", Duration.ofSeconds(121), Duration.ZERO)).isEmpty();
    }

    @Test
    void aDriverWhoseRideEndsFarAwayIsNoCandidate() {
        assertThat(RULE.candidate("d0", Duration.ZERO, Duration.ofSeconds(90))).isPresent();
        assertThat(RULE.candidate("d0", Duration.ZERO, Duration.ofSeconds(91))).isEmpty();
    }

    @Test
    void withoutAnAllowedRestNextRidesAreOff() {
        assertThat(new NextRide(Duration.ZERO, Duration.ofSeconds(90), Duration.ZERO, Duration.ZERO)
                .candidate("d0", Duration.ZERO, Duration.ZERO)).isEmpty();
    }

    @Test
    void onlyADriverWhoIsThereSoonerThanEachFreeOneIsWorthAPromise() {
        var soon = new Candidate("d0", Duration.ofSeconds(170));
        var late = new Candidate("d1", Duration.ofSeconds(171));
        List<Candidate> free = List.of(new Candidate("d2", Duration.ofSeconds(400)),
                new Candidate("d3", Duration.ofSeconds(200)));

        assertThat(RULE.worthAPromise(free, List.of(soon, late))).containsExactly(soon);
    }

    @Test
    void aRideWithoutAFreeDriverWaitsForOne() {
        assertThat(RULE.worthAPromise(List.of(), List.of(new Candidate("d0", Duration.ofSeconds(60))))).isEmpty();
    }

    @Test
    void absurdSettingsAreRefused() {
        assertThatThrownBy(() -> new NextRide(Duration.ofSeconds(-1), Duration.ZERO, Duration.ZERO, Duration.ZERO))
                .hasMessage("longestRest: PT-1S (expected: 0 or more)");
    }
}
