package dev.ridewire.tracking.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.geo.GeoPoint;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlausibilityTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Plausibility CITY = new Plausibility(
            Duration.ofSeconds(30), Duration.ofMinutes(10), 200, 200 / 3.6, Duration.ofMinutes(2));

    @Test
    void aPointFromNowIsBelieved() {
        assertThat(CITY.judge(at(40.7, -74, NOW), null, NOW)).isEqualTo(new Verdict.Accepted(
                new Ping(new GeoPoint(40.7, -74), NOW, null, null, null)));
    }

    @ParameterizedTest
    @CsvSource({"90.1, 0.1, OUT_OF_RANGE", "-90.1, 0.1, OUT_OF_RANGE", "1, 180.1, OUT_OF_RANGE",
            "1, -181, OUT_OF_RANGE",
            "NaN, 1, OUT_OF_RANGE", "1, Infinity, OUT_OF_RANGE", "0, 0, NULL_ISLAND", "-0.0, 0, NULL_ISLAND"})
    void aPlaceThatCanNotBeIsRefused(double lat, double lng, Implausibility reason) {
        assertThat(CITY.judge(at(lat, lng, NOW), null, NOW)).isEqualTo(new Verdict.Rejected(reason));
    }

    @ParameterizedTest
    @CsvSource({"30, ", "31, IN_THE_FUTURE", "-600, ", "-601, TOO_OLD"})
    void clocksMayDifferALittleAndPointsMayBeLate(int seconds, @Nullable Implausibility reason) {
        Verdict verdict = CITY.judge(at(40.7, -74, NOW.plusSeconds(seconds)), null, NOW);

        if (reason == null) {
            assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        } else {
            assertThat(verdict).isEqualTo(new Verdict.Rejected(reason));
        }
    }

    @Test
    void aBlurredPointIsRefused() {
        var blurred = new ReportedPoint(40.7, -74, NOW, null, null, 201.0);

        assertThat(CITY.judge(blurred, null, NOW)).isEqualTo(new Verdict.Rejected(Implausibility.INACCURATE));
    }

    @ParameterizedTest
    @CsvSource({"60, 0, 0", "0, 361, 0", "0, 0, -1", "NaN, 0, 0", "0, 0, NaN"})
    void absurdReadingsAreRefused(double speed, double heading, double accuracy) {
        var absurd = new ReportedPoint(40.7, -74, NOW, speed, heading, accuracy);

        assertThat(CITY.judge(absurd, null, NOW)).isEqualTo(new Verdict.Rejected(Implausibility.OUT_OF_RANGE));
    }

    @ParameterizedTest
    @CsvSource({"-1, -1", "-0.5, -180"})
    void negativeSpeedAndHeadingAreUnknown(double speed, double heading) {
        assertThat(CITY.judge(new ReportedPoint(40.7, -74, NOW, speed, heading, 5.0), null, NOW))
                .isEqualTo(new Verdict.Accepted(new Ping(new GeoPoint(40.7, -74), NOW, null, null, 5.0)));
    }

    @Test
    void aPointWithoutReadableTimeIsRefused() {
        assertThat(CITY.judge(new ReportedPoint(40.7, -74, null, null, null, null), null, NOW))
                .isEqualTo(new Verdict.Rejected(Implausibility.UNREADABLE_TIME));
    }

    @Test
    void aPointMustBeNewerThanTheOneBefore() {
        assertThat(CITY.judge(at(40.7, -74, NOW), ping(40.7, -74, NOW), NOW))
                .isEqualTo(new Verdict.Rejected(Implausibility.NOT_NEWER));
    }

    @Test
    void noCarJumps() {
        Ping before = ping(40.7, -74, NOW.minusSeconds(10));

        assertThat(CITY.judge(at(40.71, -74, NOW), before, NOW))
                .isEqualTo(new Verdict.Rejected(Implausibility.TOO_FAST));
        assertThat(CITY.judge(at(40.704, -74, NOW), before, NOW)).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void oneWrongPointIsNotHeldAgainstADriverForLong() {
        Ping wrong = ping(41.7, -74, NOW.minusSeconds(121));

        assertThat(CITY.judge(at(40.7, -74, NOW), wrong, NOW)).isInstanceOf(Verdict.Accepted.class);
    }

    @Property
    void whateverIsBelievedIsARealPlaceNearNow(
            @ForAll double lat, @ForAll double lng, @ForAll @IntRange(min = -3600, max = 3600) int seconds) {
        if (CITY.judge(at(lat, lng, NOW.plusSeconds(seconds)), null, NOW) instanceof Verdict.Accepted(Ping ping)) {
            assertThat(ping.position()).isEqualTo(new GeoPoint(lat, lng));
            assertThat(seconds).isBetween(-600, 30);
        }
    }

    @Property
    void aCarThatDrivesAtACitysPaceIsAlwaysBelieved(
            @ForAll @DoubleRange(min = -60, max = 60) double lat,
            @ForAll @DoubleRange(min = -170, max = 170) double lng,
            @ForAll @IntRange(min = 1, max = 120) int seconds) {
        double degreesAt100KilometresAnHour = seconds * 27.8 / 111_320;

        Verdict verdict = CITY.judge(
                at(lat + degreesAt100KilometresAnHour, lng + 0.000_001, NOW), ping(lat, lng, NOW.minusSeconds(seconds)),
                NOW);

        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    }

    private static ReportedPoint at(double lat, double lng, Instant recordedAt) {
        return new ReportedPoint(lat, lng, recordedAt, null, null, null);
    }

    private static Ping ping(double lat, double lng, Instant recordedAt) {
        return new Ping(new GeoPoint(lat, lng), recordedAt, null, null, null);
    }
}
