package dev.ridewire.tracking.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockOffsetTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void twoLiveReportsShowAClockThatIsBehind() {
        ClockOffset first = report(ClockOffset.UNKNOWN, 0, -70_000);
        ClockOffset second = report(first, 500, -69_500);

        assertThat(first.millis()).as("one report may just be late").isZero();
        assertThat(second.millis()).isEqualTo(70_000);
        assertThat(second.correct(NOW.minusSeconds(70))).isEqualTo(NOW);
    }

    @Test
    void oneReportShowsAClockThatIsAhead() {
        assertThat(report(ClockOffset.UNKNOWN, 0, 31_000).millis()).isEqualTo(-31_000);
    }

    @Test
    void lateReportsOfARightClockAreNotTakenForAnOffset() {
        ClockOffset clock = report(ClockOffset.UNKNOWN, 0, -300_000);
        for (int i = 1; i < 20; i++) {
            clock = report(clock, i * 20, -300_000 + i * 1_000);
            assertThat(clock.millis()).isZero();
        }
    }

    /** A phone that comes out of a tunnel and needs so many milliseconds for each stored point of a second. */
    @ParameterizedTest
    @ValueSource(ints = {100, 250, 400, 600, 700, 850, 900})
    void storedPointsSentOneByOneAreNoOffset(int millisPerReport) {
        ClockOffset clock = live(ClockOffset.UNKNOWN, 0, 20, 0);

        for (int i = 0; i < 100; i++) {
            clock = report(clock, 121_000 + i * millisPerReport, 20_000 + i * 1_000);
            assertThat(clock.millis()).as("after stored point %d", i).isZero();
        }
    }

    @Test
    void aReportThatIsSentAgainConfirmsNothing() {
        ClockOffset clock = report(report(ClockOffset.UNKNOWN, 0, -70_000), 1_000, -70_000);

        assertThat(clock.millis()).isZero();
    }

    @Test
    void oneDamagedTimeIsForgottenOnceReportsAgree() {
        ClockOffset clock = report(ClockOffset.UNKNOWN, 0, 300_000);
        clock = report(report(clock, 1_000, 1_000), 2_000, 2_000);

        assertThat(clock.millis()).isZero();
    }

    @Test
    void aClockThatWasSetRightIsFollowedAtOnce() {
        ClockOffset behind = report(report(ClockOffset.UNKNOWN, 0, -70_000), 1_000, -69_000);

        assertThat(report(behind, 2_000, 2_000).millis()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 30, 300})
    void aClockThatWasSetBackIsFollowedWithTheSecondReport(int seconds) {
        ClockOffset clock = live(ClockOffset.UNKNOWN, 0, 30, 0);

        ClockOffset first = report(clock, 30_000, 30_000 - seconds * 1_000);
        ClockOffset second = report(first, 31_000, 31_000 - seconds * 1_000);

        assertThat(first.millis()).isZero();
        assertThat(second.millis()).isEqualTo(seconds * 1_000);
    }

    @Test
    void aClockThatWasSetBackInALongSilenceIsFollowedAfterTwentySeconds() {
        ClockOffset clock = live(ClockOffset.UNKNOWN, 0, 10, 0);

        ClockOffset before = live(clock, 100, 20, -30_000);
        ClockOffset after = live(before, 120, 2, -30_000);

        assertThat(before.millis()).as("it may be a queue that is emptied").isZero();
        assertThat(after.millis()).isEqualTo(30_000);
    }

    @Test
    void aNewestPointAheadOfTheOthersIsBelievedIfItArrivesWhenItWasRecorded() {
        ClockOffset clock = pairs(ClockOffset.UNKNOWN, 0);

        assertThat(clock.millis()).isZero();
    }

    @Test
    void aLoneNewestPointThatIsAheadTwiceIsTheClockAndNoDamage() {
        ClockOffset clock = pairs(ClockOffset.UNKNOWN, 120_000);

        assertThat(clock.millis()).isEqualTo(-120_000);
    }

    @Test
    void oneDamagedTimeBesideOthersSaysNothing() {
        ClockOffset clock = live(ClockOffset.UNKNOWN, 0, 3, 0);

        assertThat(clock.after(NOW.plusMillis(300_000), NOW.plusMillis(3_000), NOW.plusMillis(3_000)).millis())
                .isZero();
    }

    @Test
    void timesAtTheEndOfTheCalendarAreNoOffset() {
        assertThat(ClockOffset.UNKNOWN.after(Instant.MAX, Instant.MIN, NOW)).isEqualTo(ClockOffset.UNKNOWN);
        assertThat(ClockOffset.UNKNOWN.after(Instant.MAX, Instant.MAX, NOW)).isEqualTo(ClockOffset.UNKNOWN);
    }

    @Test
    void aLagOfMoreThanTenMinutesIsNoOffset() {
        ClockOffset clock = report(report(ClockOffset.UNKNOWN, 0, -601_000), 1_000, -600_001);

        assertThat(clock).isEqualTo(ClockOffset.UNKNOWN);
        assertThat(clock.after(Instant.MAX, null, NOW)).isEqualTo(ClockOffset.UNKNOWN);
        assertThat(clock.after(Instant.MIN, null, NOW)).isEqualTo(ClockOffset.UNKNOWN);
    }

    @Property
    void liveReportsOfAnyClockWithinTheBoundComeOutRight(
            @ForAll @IntRange(min = -595_000, max = 595_000) int error,
            @ForAll @IntRange(min = 0, max = 200) int delay) {
        ClockOffset clock = ClockOffset.UNKNOWN;
        for (int i = 0; i < 10; i++) {
            clock = report(clock, i * 1_000 + delay * (i % 2), i * 1_000 + error);
        }

        assertThat((double) clock.millis()).isBetween(-error - 2_000.0, -error + 2_000.0 + delay);
    }

    /** @param arrival and recorded in milliseconds since the start, each by its own clock */
    private static ClockOffset report(ClockOffset before, long arrival, long recorded) {
        return before.after(NOW.plusMillis(recorded), null, NOW.plusMillis(arrival));
    }

    /** @param error how far the clock is ahead, in milliseconds; a report each second */
    private static ClockOffset live(ClockOffset before, int firstSecond, int reports, long error) {
        ClockOffset clock = before;
        for (int i = 0; i < reports; i++) {
            long arrival = (firstSecond + i) * 1_000L;
            clock = report(clock, arrival, arrival + error);
        }
        return clock;
    }

    /** Reports the point before once more with each point, and one point in 65 seconds. */
    private static ClockOffset pairs(ClockOffset before, long error) {
        ClockOffset clock = before;
        for (int i = 0; i < 5; i++) {
            Instant arrival = NOW.plusSeconds(65L * i);
            Instant newest = arrival.plusMillis(error);
            clock = clock.after(newest, newest.minusSeconds(65), arrival);
        }
        return clock;
    }
}
