package dev.ridewire.dispatch.adapter.geo;

import static dev.ridewire.dispatch.domain.Samples.NOON;
import static dev.ridewire.dispatch.domain.Samples.PICKUP;
import static org.assertj.core.api.Assertions.assertThat;

import com.uber.h3core.H3Core;
import com.uber.h3core.LengthUnit;
import com.uber.h3core.util.LatLng;
import dev.ridewire.dispatch.application.position.DriverPosition;
import dev.ridewire.dispatch.application.position.PositionReport;
import dev.ridewire.geo.GeoPoint;
import dev.ridewire.testing.time.AdvancingClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class H3DriverPositionsTest {
    private static final Duration STALE = Duration.ofSeconds(60);
    private static final H3Core H3 = h3();
    private static final int RESOLUTION = 8;
    private static final double METERS_PER_DEGREE = 111_195;
    /** A distance in metres that the largest allowed search covers everywhere. */
    private static final double REACH = 6_500;
    private static final int MOST_WANTED = 20;
    /** Cities whose cells differ in size and shape. Near the last place two faces of H3's icosahedron meet. */
    private static final List<GeoPoint> CITIES = List.of(PICKUP, new GeoPoint(52.52, 13.40),
            new GeoPoint(-33.87, 151.21), new GeoPoint(1.35, 103.82), new GeoPoint(64.15, -21.94),
            new GeoPoint(-23.60, 112.91));
    private static final List<Fleet> FLEETS = List.of(new Fleet(6, 0.06), new Fleet(40, 0.08), new Fleet(300, 0.05),
            new Fleet(1_000, 0.03));

    /** A number of drivers, and the degrees of latitude over which they are spread. */
    private record Fleet(int size, double spread) {}

    private final AdvancingClock clock = new AdvancingClock(NOON);
    private final H3DriverPositions positions = positions(1_000);

    @Test
    void theNearestComeFirst() {
        report("far", 0.05);
        report("near", 0.001);
        report("middle", 0.02);

        assertThat(positions.nearest(PICKUP, NOON, 2)).extracting(DriverPosition::driverId)
                .containsExactly("near", "middle");
    }

    @Test
    void aDriverIsWhereTheyWereLast() {
        positions.report(List.of(
                new PositionReport("ann", north(0.03), NOON.plusSeconds(2)),
                new PositionReport("ann", PICKUP, NOON.plusSeconds(1))));

        assertThat(positions.nearest(PICKUP, NOON, 5)).containsExactly(new DriverPosition("ann", north(0.03)));
    }

    @Test
    void whoIsSilentForTooLongIsNoCandidateAndThenForgotten() {
        report("ann", 0);
        assertThat(positions.nearest(PICKUP, NOON.plus(STALE), 5)).hasSize(1);
        assertThat(positions.nearest(PICKUP, NOON.plus(STALE).plusMillis(1), 5)).isEmpty();
        assertThat(positions.freshAt("ann", NOON.plus(STALE))).contains(NOON);
        assertThat(positions.freshAt("ann", NOON.plus(STALE).plusMillis(1))).isEmpty();

        clock.advance(STALE.multipliedBy(2));
        positions.report(List.of(new PositionReport("ann", PICKUP, NOON)));
        assertThat(positions.size()).isZero();
    }

    @Test
    void noMoreThanTheBoundAreKept() {
        var few = positions(2);
        for (int number = 0; number < 5; number++) {
            few.report(List.of(new PositionReport("driver" + number, PICKUP, NOON)));
        }
        few.report(List.of(new PositionReport("driver0", north(0.01), NOON.plusSeconds(1))));

        assertThat(few.size()).isEqualTo(2);
        assertThat(few.nearest(PICKUP, NOON, 5)).contains(new DriverPosition("driver0", north(0.01)));
    }

    @Property(tries = 200)
    void nearestFindsWhatASearchOfTheWholeFleetFinds(@ForAll long seed) {
        Random random = new Random(seed);
        GeoPoint city = anyOf(CITIES, random);
        Fleet fleet = anyOf(FLEETS, random);
        List<DriverPosition> all = new ArrayList<>();
        for (int number = 0; number < fleet.size(); number++) {
            all.add(new DriverPosition("driver" + number, near(city, fleet.spread(), random)));
        }
        var index = indexOf(all);

        for (int search = 0; search < 5; search++) {
            requireNearest(index, all, near(city, fleet.spread(), random), random.nextInt(1, MOST_WANTED));
        }
    }

    /**
     * Searches from a corner of a cell, where its rings reach least far. Some drivers are in one ring; the others are
     * outside the next ring, hardly farther away than a disk of both rings surely covers.
     */
    @Property(tries = 300)
    void nearestMissesNobodyJustOutsideTheSearchedRings(@ForAll long seed, @ForAll @IntRange(max = 5) int ring) {
        Random random = new Random(seed);
        long cell = cellOf(near(anyOf(CITIES, random), 0.1, random));
        GeoPoint pickup = inside(cell, anyOf(H3.cellToBoundary(cell), random), 0.001);
        List<DriverPosition> all = new ArrayList<>();
        int within = random.nextInt(1, MOST_WANTED);
        for (int number = 0; number < within; number++) {
            long any = anyOf(H3.gridRing(cell, ring), random);
            all.add(new DriverPosition("within" + number,
                    inside(any, anyOf(H3.cellToBoundary(any), random), random.nextDouble())));
        }
        Set<Long> searched = new HashSet<>(H3.gridDisk(cell, ring + 1));
        double covered = (1.5 * (ring + 1) - 0.5) * H3.originToDirectedEdges(cell).stream()
                .mapToDouble(edge -> H3.edgeLength(edge, LengthUnit.m)).min().orElseThrow();
        for (int number = 0; number < 200; number++) {
            GeoPoint point = at(pickup, covered * random.nextDouble(0.97, 1.2), random.nextDouble(2 * Math.PI));
            if (!searched.contains(cellOf(point))) {
                all.add(new DriverPosition("outside" + number, point));
            }
        }

        requireNearest(indexOf(all), all, pickup, within);
    }

    private static void requireNearest(
            H3DriverPositions index, List<DriverPosition> all, GeoPoint pickup, int limit) {
        List<DriverPosition> expected = all.stream()
                .sorted(Comparator.comparingDouble(position -> position.point().metersTo(pickup)))
                .limit(limit)
                .takeWhile(position -> position.point().metersTo(pickup) < REACH)
                .toList();

        assertThat(index.nearest(pickup, NOON, limit).stream()
                .takeWhile(position -> position.point().metersTo(pickup) < REACH).toList())
                .as("%d nearest to %s", limit, pickup).containsExactlyElementsOf(expected);
    }

    private H3DriverPositions indexOf(List<DriverPosition> all) {
        var index = positions(all.size());
        index.report(all.stream().map(one -> new PositionReport(one.driverId(), one.point(), NOON)).toList());
        return index;
    }

    private static <T> T anyOf(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    private static GeoPoint near(GeoPoint city, double spread, Random random) {
        double half = spread / 2;
        return new GeoPoint(city.lat() + random.nextDouble(-half, half),
                city.lng() + random.nextDouble(-half, half) / Math.cos(Math.toRadians(city.lat())));
    }

    /** Returns the point at a distance and a direction; the earth counts as flat around it. */
    private static GeoPoint at(GeoPoint from, double meters, double direction) {
        double degrees = meters / METERS_PER_DEGREE;
        return new GeoPoint(from.lat() + degrees * Math.cos(direction),
                from.lng() + degrees * Math.sin(direction) / Math.cos(Math.toRadians(from.lat())));
    }

    /** Returns a point close to a cell's corner: the part of the way from there to the centre. */
    private static GeoPoint inside(long cell, LatLng corner, double part) {
        LatLng center = H3.cellToLatLng(cell);
        return new GeoPoint(corner.lat + (center.lat - corner.lat) * part,
                corner.lng + (center.lng - corner.lng) * part);
    }

    private static long cellOf(GeoPoint point) {
        return H3.latLngToCell(point.lat(), point.lng(), RESOLUTION);
    }

    private void report(String driverId, double degreesNorth) {
        positions.report(List.of(new PositionReport(driverId, north(degreesNorth), NOON)));
    }

    private H3DriverPositions positions(int maxDrivers) {
        return new H3DriverPositions(
                H3, new H3DriverPositions.Settings(STALE, maxDrivers, RESOLUTION, 12), clock);
    }

    private static H3Core h3() {
        try {
            return H3Core.newInstance();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static GeoPoint north(double degrees) {
        return new GeoPoint(PICKUP.lat() + degrees, PICKUP.lng());
    }
}
