package dev.ridewire.tracking.domain;

import static dev.ridewire.tracking.domain.Drive.METER;
import static dev.ridewire.tracking.domain.Drive.START;
import static dev.ridewire.tracking.domain.Drive.metersOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.geo.GeoPoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** The promises about a trip's distance, whatever a phone reports. */
class TripDistanceTest {
    /** The bounds are statistics of noise, so the noise is the same in each run. */
    private static final String SEED = "20261129";
    /** The most that one wrong position moves the distance of a drive of 4 km. */
    private static final double MOST_OF_ONE_POSITION = 75;

    @Property(tries = 50, seed = SEED)
    void noisyPositionsGiveTheDistanceWithinFivePercent(@ForAll long seed) {
        Drive drive = Drive.throughStreets(seed, 20, 5);

        assertThat((double) metersOf(drive.positions)).isCloseTo(drive.meters(), Percentage.withPercentage(5));
    }

    @Property(tries = 50, seed = SEED)
    void positionsAloneGiveTheDistanceWithinEightPercent(@ForAll long seed) {
        Drive drive = Drive.throughStreets(seed, 20, 5);

        assertThat((double) metersOf(placesOf(drive))).isCloseTo(drive.meters(), Percentage.withPercentage(8));
    }

    @Property(tries = 50)
    void anyOrderOfArrivalGivesTheSameDistance(@ForAll long seed) {
        List<Waypoint> positions = Drive.throughStreets(seed, 10, 5).positions;
        var shuffled = new ArrayList<>(positions);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(metersOf(shuffled)).isEqualTo(metersOf(positions));
        assertThat(METER.covers(START, START.plusSeconds(200), shuffled))
                .isEqualTo(METER.covers(START, START.plusSeconds(200), positions));
    }

    @Property(tries = 50)
    void duplicatesChangeNothing(@ForAll long seed, @ForAll @IntRange(min = 0, max = 40) int index) {
        List<Waypoint> positions = Drive.throughStreets(seed, 10, 5).positions;
        var twice = new ArrayList<>(positions);
        twice.add(positions.get(index));
        twice.add(positions.get(index));

        assertThat(metersOf(twice)).isEqualTo(metersOf(positions));
    }

    @Property(tries = 100, seed = SEED)
    void oneOutlierMovesTheDistanceByLittle(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 399) int second,
            @ForAll @DoubleRange(min = -50_000, max = 50_000) double east,
            @ForAll @DoubleRange(min = -50_000, max = 50_000) double north) {
        List<Waypoint> positions = Drive.throughStreets(seed, 20, 5).positions;
        var with = new ArrayList<>(positions);
        with.add(Drive.at(east, north, START.plusSeconds(second).plusMillis(500)));

        assertThat((double) metersOf(with))
                .isBetween(metersOf(positions) - MOST_OF_ONE_POSITION,
                        metersOf(positions) + MOST_OF_ONE_POSITION);
    }

    @Property(tries = 30)
    void aBadFirstFixDecidesNothing(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int bad) {
        List<Waypoint> positions = Drive.throughStreets(seed, 10, 5).positions;
        var with = new ArrayList<Waypoint>();
        for (int i = 0; i < bad; i++) {
            with.add(Drive.at(90_000, 5 * i, START.minusSeconds(5 * (bad - i))));
        }
        with.addAll(positions);

        assertThat(metersOf(with)).isEqualTo(metersOf(positions));
    }

    @Test
    void severalPositionsThatAgreeAreBelievedBesideTheOthers() {
        var carried = new ArrayList<Waypoint>();
        for (int i = 0; i < 10; i++) {
            carried.add(Drive.at(0, 50 * i, START.plusSeconds(5 * i)));
            carried.add(Drive.at(90_000, 50 * i, START.plusSeconds(50 + 5 * i)));
        }

        assertThat(metersOf(carried)).as("9 steps of 50 m in each place").isBetween(890, 910);
    }

    @Property(tries = 30, seed = SEED)
    void aStandingCarDrivesNowhere(@ForAll long seed) {
        Drive drive = Drive.standing(seed, 600, 5);

        assertThat(metersOf(drive.positions)).isLessThan(20);
        assertThat(metersOf(placesOf(drive))).as("added up: more than a kilometre").isLessThan(200);
    }

    @Test
    void aGapAddsNothing() {
        List<Waypoint> before = Drive.throughStreets(1, 4, 5).positions;
        var with = new ArrayList<>(before);
        with.add(Drive.at(3_000, 3_000, START.plusSeconds(300)));

        assertThat(metersOf(with)).isEqualTo(metersOf(before));
    }

    /** Two minutes of ten on a motorway are a fifth of the time and most of the way. */
    @Test
    void aTripThatHidesMuchOfItsWayIsNotMeasured() {
        List<Waypoint> way = new ArrayList<>();
        for (int i = 0; i <= 96; i++) {
            way.add(Drive.at(2 * i, 0, START.plusSeconds(5 * i)));
        }
        way.add(Drive.at(4_000, 0, START.plusSeconds(600)));

        assertThat(METER.covers(START, START.plusSeconds(600), way)).isFalse();
        assertThat(METER.covers(START, START.plusSeconds(480), way.subList(0, 97))).isTrue();
    }

    @Test
    void speedsThatContradictThePositionsAreIgnored() {
        Drive drive = Drive.throughStreets(7, 20, 5);
        List<Waypoint> inKilometresAnHour = drive.positions.stream().map(at -> new Waypoint(at.position(),
                at.recordedAt(), at.speedMps() == null ? null : at.speedMps() * 3.6, at.accuracyMeters())).toList();

        assertThat((double) metersOf(inKilometresAnHour)).isCloseTo(drive.meters(), Percentage.withPercentage(5));
    }

    @Test
    void aTripAcrossTheDateLineIsAsLongAsAnyOther() {
        List<Waypoint> across = new ArrayList<>();
        for (int i = 0; i <= 20; i++) {
            double lng = 179.99 + i * 0.001;
            across.add(new Waypoint(
                    new GeoPoint(0, lng > 180 ? lng - 360 : lng), START.plusSeconds(10 * i), null, null));
        }

        assertThat(metersOf(across)).isBetween(2_215, 2_230);
    }

    /** The most positions of a drive: more than five hours, one a second. */
    @Test
    void theLongestTripIsMeasured() {
        List<Waypoint> positions = Drive.throughStreets(3, 666, 1).positions.stream().limit(20_000).toList();

        assertThat(metersOf(positions)).isPositive();
    }

    private static List<Waypoint> placesOf(Drive drive) {
        return drive.positions.stream()
                .map(at -> new Waypoint(at.position(), at.recordedAt(), null, at.accuracyMeters())).toList();
    }
}
