package dev.ridewire.dispatch.domain.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BatchWindowTest {
    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final BatchWindow QUIET = BatchWindow.quiet(new BatchWindow.Settings(LONGEST, 10));

    @Test
    void aQuietCityHasNoWindow() {
        assertThat(QUIET.length()).isZero();
        assertThat(QUIET.after(1, TICK).length()).as("one ride after silence").isZero();
        assertThat(steady(QUIET, 20, Duration.ofSeconds(10), 1).length()).as("a ride every ten seconds").isZero();
    }

    @Test
    void theWindowGrowsWithTheRateUpToItsBound() {
        Duration twoASecond = steady(QUIET, 60, Duration.ofSeconds(1), 2).length();
        Duration fourASecond = steady(QUIET, 60, Duration.ofSeconds(1), 4).length();

        assertThat(twoASecond).isBetween(Duration.ofMillis(700), Duration.ofMillis(800));
        assertThat(fourASecond).isBetween(Duration.ofMillis(1_500), Duration.ofMillis(1_600));
        assertThat(steady(QUIET, 60, Duration.ofSeconds(1), 20).length()).isEqualTo(LONGEST);
    }

    @Test
    void aBurstOpensTheWindowAtOnceAndSilenceClosesIt() {
        BatchWindow burst = QUIET.after(80, TICK);

        assertThat(burst.length()).isEqualTo(LONGEST);
        assertThat(steady(burst, 20, LONGEST, 0).length()).isZero();
    }

    @Test
    void aLongestWindowOfZeroNeverWaits() {
        var never = BatchWindow.quiet(new BatchWindow.Settings(Duration.ZERO, 10));

        assertThat(steady(never, 10, TICK, 1_000).length()).isZero();
    }

    @Property
    void theWindowIsNeverNegativeAndNeverAboveItsBound(
            @ForAll @Size(max = 50) List<@IntRange(max = 1_000) Integer> arrivals,
            @ForAll @IntRange(min = -1, max = 60_000) int millis) {
        BatchWindow window = QUIET;
        for (int arrived : arrivals) {
            window = window.after(arrived, Duration.ofMillis(millis));
            assertThat(window.length()).isBetween(Duration.ZERO, LONGEST);
        }
    }

    @Test
    void absurdSettingsAreRefused() {
        assertThatThrownBy(() -> new BatchWindow.Settings(Duration.ofMillis(2001), 10))
                .hasMessage("longest: PT2.001S (expected: 0 to 2 s)");
        assertThatThrownBy(() -> new BatchWindow.Settings(Duration.ofMillis(-1), 10))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BatchWindow.Settings(LONGEST, 1)).hasMessage("fullBatch: 1 (expected: 2 or more)");
        assertThatThrownBy(() -> QUIET.after(-1, TICK)).hasMessage("arrived: -1 (expected: 0 or more)");
    }

    private static BatchWindow steady(BatchWindow start, int batches, Duration elapsed, int arrived) {
        BatchWindow window = start;
        for (int batch = 0; batch < batches; batch++) {
            window = window.after(arrived, elapsed);
        }
        return window;
    }
}
