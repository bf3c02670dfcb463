package dev.ridewire.dispatch.domain.matching;

import static dev.ridewire.dispatch.domain.Samples.ride;
import static dev.ridewire.dispatch.domain.Samples.searching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PickupBoundTest {
    private static final PickupBound BOUND = new PickupBound(Duration.ofMinutes(4), Duration.ofMinutes(20), 2);

    @Test
    void withoutAFreeDriverTheBoundIsTheLeast() {
        assertThat(BOUND.with(0, 1)).isEqualTo(Duration.ofMinutes(4));
    }

    @Test
    void withEnoughFreeDriversTheBoundIsTheMost() {
        assertThat(BOUND.with(20, 10)).isEqualTo(Duration.ofMinutes(20));
        assertThat(BOUND.with(1_000, 10)).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void betweenThemTheBoundFollowsTheSupply() {
        assertThat(BOUND.with(10, 10)).isEqualTo(Duration.ofMinutes(12));
    }

    @Test
    void candidatesBeyondTheBoundAreLeftOut() {
        var near = new Candidate("d0", Duration.ofMinutes(4));
        var far = new Candidate("d1", Duration.ofSeconds(241));
        var search = new OpenSearch(searching(ride(1)), List.of(near, far));

        assertThat(BOUND.bounded(search, 0, 5).candidates()).containsExactly(near);
        assertThat(BOUND.bounded(search, 50, 5)).isEqualTo(search);
    }

    @Test
    void absurdSettingsAreRefused() {
        assertThatThrownBy(() -> new PickupBound(Duration.ofMinutes(5), Duration.ofMinutes(4), 2))
                .hasMessage("least, most: PT5M, PT4M (expected: more than 0, and at least as much)");
        assertThatThrownBy(() -> new PickupBound(Duration.ofMinutes(5), Duration.ofMinutes(9), 0))
                .hasMessage("enough: 0.0 (expected: more than 0)");
        assertThatThrownBy(() -> BOUND.with(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void moreSupplyNeverNarrowsTheBoundAndMoreDemandNeverWidensIt(
            @ForAll @IntRange(max = 1_000) int free, @ForAll @IntRange(min = 1, max = 1_000) int open) {
        assertThat(BOUND.with(free, open)).isBetween(BOUND.least(), BOUND.most());
        assertThat(BOUND.with(free + 1, open)).isGreaterThanOrEqualTo(BOUND.with(free, open));
        assertThat(BOUND.with(free, open + 1)).isLessThanOrEqualTo(BOUND.with(free, open));
    }
}
