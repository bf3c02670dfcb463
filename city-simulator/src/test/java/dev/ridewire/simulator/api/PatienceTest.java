package dev.ridewire.simulator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PatienceTest {
    @Property
    void waitsGrowUpToTheLongestAndAreShortenedByAtMostAHalf(
            @ForAll @IntRange(min = 1, max = 1_000) int attempt, @ForAll long seed) {
        Duration wait = Patience.LONG.waitAfter(attempt, Duration.ZERO, new SplittableRandom(seed));
        long full = Math.min(Patience.LONG.longestWait().toMillis(), 200L << Math.min(attempt - 1, 20));
        assertThat(wait.toMillis()).isBetween(full / 2, full);
    }

    @Property
    void aServiceThatSaysWhenToComeBackIsBelievedUpToALimit(
            @ForAll @IntRange(min = 1, max = 100_000) int seconds, @ForAll long seed) {
        Duration wait = Patience.LONG.waitAfter(1, Duration.ofSeconds(seconds), new SplittableRandom(seed));
        assertThat(wait.toMillis()).isBetween(
                Math.min(seconds, 10) * 1_000L, Math.min(seconds, 10) * 1_000L + 200);
    }

    @Example
    void patienceOutlastsAServiceThatIsStartedAgain() {
        Duration least = Duration.ZERO;
        for (int attempt = 1; attempt < Patience.LONG.attempts(); attempt++) {
            least = least.plus(Patience.LONG.waitAfter(attempt, Duration.ZERO, () -> -1L));
        }
        assertThat(least).isGreaterThan(Duration.ofMinutes(1));
    }
}
