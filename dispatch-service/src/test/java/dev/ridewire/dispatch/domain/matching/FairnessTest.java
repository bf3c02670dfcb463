package dev.ridewire.dispatch.domain.matching;

import static dev.ridewire.dispatch.domain.Samples.ride;
import static dev.ridewire.dispatch.domain.Samples.searching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridewire.dispatch.domain.matching.Fairness.Earned;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FairnessTest {
    private static final Duration WEIGHT = Duration.ofSeconds(30);

    @Test
    void aDriverAtTheMeanCostsTheWeight() {
        assertThat(millis(20, new Earned(40, Duration.ofHours(2)))).isEqualTo(30_000);
    }

    @Test
    void aDriverWhoEarnedNothingInALongShiftCostsLittle() {
        assertThat(millis(20, new Earned(0, Duration.ofHours(9)))).isEqualTo(3_000);
    }

    @Test
    void aShiftThatBeginsStartsAtTheMean() {
        assertThat(millis(20, new Earned(0, Duration.ZERO))).isEqualTo(30_000);
    }

    @Test
    void theTermIsBoundedAtTwiceTheWeight() {
        assertThat(millis(20, new Earned(10_000, Duration.ofHours(1)))).isEqualTo(60_000);
    }

    @Test
    void aCityWithoutEarningsHasNoTerm() {
        assertThat(millis(0, new Earned(0, Duration.ofHours(1)))).isZero();
    }

    @Test
    void absurdSettingsAreRefused() {
        assertThatThrownBy(() -> new Fairness(Duration.ofHours(1), 20, _ -> new Earned(0, Duration.ZERO)))
                .hasMessage("weight: PT1H (expected: 0 to 15 min)");
        assertThatThrownBy(() -> new Earned(Double.NaN, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void whoEarnedMoreInTheSameTimeNeverCostsLess(
            @ForAll @DoubleRange(max = 1_000) double amount, @ForAll @DoubleRange(max = 1_000) double more,
            @ForAll @IntRange(max = 600) int minutes) {
        var active = Duration.ofMinutes(minutes);

        assertThat(millis(20, new Earned(amount + more, active)))
                .isBetween(millis(20, new Earned(amount, active)), 60_000L);
    }

    private static long millis(double mean, Earned earned) {
        return new Fairness(WEIGHT, mean, _ -> earned).millis(searching(ride(1)),
                new Candidate("d0", Duration.ofMinutes(1)));
    }
}
