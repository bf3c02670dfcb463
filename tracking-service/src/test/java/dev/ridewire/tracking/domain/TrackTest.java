package dev.ridewire.tracking.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TrackTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Plausibility CITY = new Plausibility(
            Duration.ofSeconds(30), Duration.ofMinutes(10), 200, 200 / 3.6, Duration.ofMinutes(2));

    @Property(tries = 100)
    void anyOrderOfAReportGivesTheSameTrack(@ForAll long seed) {
        List<ReportedPoint> sorted = tunnel();
        var shuffled = new ArrayList<>(sorted);
        Collections.shuffle(shuffled, new Random(seed));

        var judgement = Track.UNKNOWN.judge(shuffled, CITY, NOW);

        assertThat(judgement.refused()).isEmpty();
        assertThat(judgement.live()).isEqualTo(Track.UNKNOWN.judge(sorted, CITY, NOW).live()).hasSize(100);
    }

    @Test
    void pointsOlderThanTheNewestAreLateAndDoNotReplaceIt() {
        Track live = Track.UNKNOWN.judge(List.of(at(40.7, 0)), CITY, NOW).after();

        var judgement = live.judge(tunnel().subList(0, 99), CITY, NOW);

        assertThat(judgement.late()).hasSize(99);
        assertThat(judgement.live()).isEmpty();
        assertThat(judgement.after().newest()).isEqualTo(live.newest());
    }

    @Test
    void aLoneBadFixLosesToThreePointsThatAgree() {
        Track bad = Track.UNKNOWN.judge(List.of(at(40.9, -8)), CITY, NOW).after();
        var first = bad.judge(List.of(at(40.7, -6)), CITY, NOW);
        var second = first.after().judge(List.of(at(40.7001, -4)), CITY, NOW);
        var third = second.after().judge(List.of(at(40.7002, -2)), CITY, NOW);

        assertThat(first.refused()).containsExactly(new Track.Refusal(0, Implausibility.TOO_FAST));
        assertThat(second.live()).isEmpty();
        assertThat(third.live()).hasSize(1);
    }

    @Test
    void pointsThatContradictEachOtherNeverMoveTheCar() {
        Track track = Track.UNKNOWN.judge(List.of(at(40.7, -60)), CITY, NOW).after();
        for (int i = 1; i < 20; i++) {
            var judgement = track.judge(List.of(at(i % 2 == 0 ? 41.7 : 42.7, -60 + i)), CITY, NOW);
            assertThat(judgement.live()).isEmpty();
            track = judgement.after();
        }

        assertThat(track.judge(List.of(at(40.701, -30)), CITY, NOW).live()).hasSize(1);
    }

    @Test
    void oneDamagedTimeInAReportDoesNotMoveTheOthers() {
        var judgement = Track.UNKNOWN.judge(List.of(at(40.7, -2), at(40.7, -1), at(40.7, 300)), CITY, NOW);

        assertThat(judgement.live()).extracting(Ping::recordedAt)
                .containsExactly(NOW.minusSeconds(2), NOW.minusSeconds(1));
        assertThat(judgement.refused()).containsExactly(new Track.Refusal(2, Implausibility.IN_THE_FUTURE));
    }

    @Test
    void timesAtTheEndsOfTheCalendarAreRefused() {
        var judgement = Track.UNKNOWN.judge(List.of(
                new ReportedPoint(40.7, -74, Instant.MAX, null, null, null),
                new ReportedPoint(40.7, -74, Instant.MIN, null, null, null)), CITY, NOW);

        assertThat(judgement.refused()).extracting(Track.Refusal::reason)
                .containsExactly(Implausibility.IN_THE_FUTURE, Implausibility.TOO_OLD);
    }

    private static List<ReportedPoint> tunnel() {
        return IntStream.range(0, 100).mapToObj(i -> at(40.69 + i * 0.000_1, i - 99)).toList();
    }

    private static ReportedPoint at(double lat, int seconds) {
        return new ReportedPoint(lat, -74, NOW.plusSeconds(seconds), null, null, null);
    }
}
