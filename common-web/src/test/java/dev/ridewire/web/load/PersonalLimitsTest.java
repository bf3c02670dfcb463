package dev.ridewire.web.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PersonalLimitsTest {
    private static final class FakeTime implements TimeMeter {
        private long nanos;

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }

        void advance(Duration duration) {
            nanos += duration.toNanos();
        }
    }

    private final FakeTime time = new FakeTime();
    private final PersonalLimits limits = new PersonalLimits(
            new Allowance("person", 5, 2, Duration.ofSeconds(1)), 3, time);

    @Test
    void aBurstIsLetInAndThenTwoASecond() {
        assertThat(lettingIn("ada", 10)).isEqualTo(5);

        time.advance(Duration.ofSeconds(1));
        assertThat(lettingIn("ada", 10)).isEqualTo(2);
        time.advance(Duration.ofHours(1));
        assertThat(lettingIn("ada", 10)).isEqualTo(5);
    }

    @Test
    void oneWhoAsksTooOftenTakesNothingFromOthers() {
        lettingIn("ada", 10);

        assertThat(lettingIn("ben", 10)).isEqualTo(5);
    }

    @Test
    void aRefusalSaysWhenTheNextRequestIsLetIn() {
        lettingIn("ada", 5);

        assertThat(limits.take("ada").getNanosToWaitForRefill()).isEqualTo(Duration.ofMillis(500).toNanos());
    }

    @Test
    void onlySoManyPeopleAreRememberedAndWhoeverAskedLongestAgoIsForgotten() {
        lettingIn("ada", 5);
        lettingIn("ben", 5);
        for (int i = 0; i < 100; i++) {
            limits.take("ada");
            limits.take("passer-by-" + i);
        }

        assertThat(limits.people()).isEqualTo(3);
        assertThat(lettingIn("ada", 1)).isZero();
        assertThat(lettingIn("ben", 1)).isEqualTo(1);
    }

    /** A bucket on the wall clock stays empty for as long as the clock is set back. */
    @Test
    void aStepOfTheWallClockChangesNothing() {
        assertThatThrownBy(() -> new PersonalLimits(limits.allowance(), 3, TimeMeter.SYSTEM_MILLISECONDS))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("monotonic");
        assertThat(LoadAutoConfiguration.ELAPSED.isWallClockBased()).isFalse();
        long wallClock = System.currentTimeMillis() * 1_000_000;
        assertThat(LoadAutoConfiguration.ELAPSED.currentTimeNanos() - System.nanoTime())
                .as("follows the monotonic clock and not the wall clock at %d ns", wallClock)
                .isBetween(-1_000_000_000L, 1_000_000_000L);
    }

    private int lettingIn(String person, int requests) {
        int letIn = 0;
        for (int i = 0; i < requests; i++) {
            letIn += limits.take(person).isConsumed() ? 1 : 0;
        }
        return letIn;
    }
}
