package dev.ridewire.tracking.domain;

import static dev.ridewire.tracking.domain.Drive.metersOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ridewire.geo.GeoPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TripMeterTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final TripMeter METER = new TripMeter(Duration.ofSeconds(60), 200 / 3.6, 0.2);
    /** About 111 metres of latitude. */
    private static final double STEP = 0.001;

    @Test
    void theWayIsTheSumOfItsSteps() {
        assertThat(metersOf(straightNorth(11))).isBetween(1110, 1114);
    }

    @Test
    void nothingAndOnePositionAreNoWay() {
        assertThat(metersOf(List.of())).isZero();
        assertThat(metersOf(straightNorth(1))).isZero();
    }

    @Test
    void aGapAddsNothing() {
        assertThat(metersOf(List.of(at(0, 40), at(61, 40.005), at(71, 40.006)))).isBetween(110, 112);
    }

    @Test
    void aJumpAddsNothingThereAndBack() {
        var withJump = new ArrayList<>(straightNorth(5));
        withJump.add(at(45, 41));
        withJump.addAll(List.of(at(50, 40 + 5 * STEP), at(60, 40 + 6 * STEP)));

        assertThat(metersOf(withJump)).isBetween(6 * 111, 6 * 111 + 3);
    }

    @Test
    void twoPlacesAtOneTimeAddNothing() {
        assertThat(metersOf(List.of(at(0, 40), at(0, 40.001)))).isZero();
    }

    @Test
    void aTripIsCoveredUnlessGapsHideMoreThanTheirShare() {
        var way = straightNorth(11);
        Instant start = START;
        Instant end = START.plusSeconds(100);

        assertThat(METER.covers(start, end, way)).isTrue();
        assertThat(METER.covers(start, end, way.subList(1, 10))).as("20 s of 100 unknown").isTrue();
        assertThat(METER.covers(start, end, way.subList(1, 9))).as("30 s of 100 unknown").isFalse();
        assertThat(METER.covers(start, end, List.of())).isFalse();
    }

    @Test
    void aFixEachMinuteOrTwoFixesInAllCoverNothing() {
        var sparse = IntStream.rangeClosed(0, 4).mapToObj(i -> at(i * 62L, 40 + i * 0.005)).toList();

        assertThat(METER.covers(START, START.plusSeconds(248), sparse)).isFalse();
        assertThat(METER.covers(START, START.plusSeconds(75), List.of(at(0, 40), at(75, 40.01)))).isFalse();
    }

    @Test
    void aShortGapThatHidesMostOfTheWayCoversNothing() {
        var positions = new ArrayList<Waypoint>();
        IntStream.rangeClosed(0, 31).forEach(i -> positions.add(at(i * 4L, 40 + i * 0.000_2)));
        // A tunnel of 64 seconds at 38 m/s, then slow traffic again.
        IntStream.rangeClosed(47, 80).forEach(i -> positions.add(at(i * 4L, 40.022 + i * 0.000_2)));

        assertThat(METER.covers(START, START.plusSeconds(320), positions)).isFalse();
    }

    @Property
    void startAndEndBetweenTwoFixesCutTheStepsAndNotTheTrip(
            @ForAll @IntRange(min = 0, max = 9_999) int startMillis, @ForAll @IntRange(min = 1, max = 90) int seconds) {
        Instant start = START.plusMillis(startMillis);
        Instant end = start.plusSeconds(seconds);

        assertThat(METER.covers(start, end, straightNorth(12))).isTrue();
        assertThat((double) METER.meters(start, end, straightNorth(12))).isCloseTo(11.1 * seconds, within(3.0));
    }

    @Test
    void aGapAcrossTheStartIsUnknownFromTheStart() {
        var way = List.of(at(-70, 40), at(20, 40.001), at(40, 40.002), at(60, 40.003), at(80, 40.004),
                at(100, 40.005));

        assertThat(METER.covers(START, START.plusSeconds(100), way)).as("20 s of 100 unknown").isTrue();
        assertThat(METER.covers(START.minusSeconds(10), START.plusSeconds(100), way)).as("30 s of 110").isFalse();
        assertThat(METER.meters(START, START.plusSeconds(100), way)).isBetween(440, 450);
    }

    @Test
    void aJumpHidesNoWay() {
        var withJump = new ArrayList<>(straightNorth(11));
        withJump.set(5, at(50, 41));

        assertThat(METER.covers(START, START.plusSeconds(100), withJump)).isTrue();
    }

    @Property
    void aGapInACoveredTripHidesAtMostItsShareOfAnyWay(
            @ForAll @Size(min = 100, max = 100) List<@IntRange(min = 3, max = 6) Integer> steps,
            @ForAll @IntRange(min = 1, max = 50) int gap,
            @ForAll @IntRange(min = 3, max = 20) int length) {
        var positions = new ArrayList<Waypoint>();
        double lat = 40;
        for (int i = 0; i <= 100; i++) {
            if (i < gap || i >= gap + length) {
                positions.add(at(i * 30L, lat));
            }
            lat += i < 100 ? steps.get(i) * STEP : 0;
        }

        if (METER.covers(START, START.plusSeconds(3000), positions)) {
            double whole = new GeoPoint(40, -74).metersTo(new GeoPoint(lat, -74));
            // The meter smooths what is left, and 200 m may always be hidden.
            assertThat((double) metersOf(positions)).isGreaterThanOrEqualTo(0.78 * whole - 200);
        }
    }

    /**
     * A covered trip lacks at most the stated share of an even way, so booking's tolerance of a quarter holds the fare.
     */
    @Property
    void gapsInACoveredTripHideAtMostTheirShare(@ForAll @Size(min = 100, max = 100) List<Boolean> present) {
        var positions = new ArrayList<Waypoint>();
        for (int i = 0; i <= 100; i++) {
            if (i == 0 || present.get(i - 1)) {
                positions.add(at(i * 30L, 40 + i * STEP));
            }
        }

        if (METER.covers(START, START.plusSeconds(3000), positions)) {
            assertThat(metersOf(positions)).isGreaterThan((int) (0.8 * 100 * 111) - 1);
        }
    }

    @Property
    void aTripIsNeverLongerThanACarDrives(
            @ForAll @Size(max = 50) List<@DoubleRange(min = 40, max = 41) Double> latitudes,
            @ForAll @IntRange(min = 0, max = 120) int pause) {
        var positions = new ArrayList<Waypoint>();
        for (double lat : latitudes) {
            positions.add(at((long) positions.size() * pause, lat));
        }

        double reachable = 200 / 3.6 * pause * Math.max(0, positions.size() - 1);
        assertThat((double) metersOf(positions)).isBetween(0.0, reachable + 1);
    }

    private static List<Waypoint> straightNorth(int count) {
        var positions = new ArrayList<Waypoint>();
        for (int i = 0; i < count; i++) {
            positions.add(at(i * 10L, 40 + i * STEP));
        }
        return positions;
    }

    private static Waypoint at(long second, double lat) {
        return new Waypoint(new GeoPoint(lat, -74), START.plusSeconds(second), null, null);
    }
}
