package dev.ridewire.booking.adapter.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ridewire.booking.domain.city.BoundingBox;
import dev.ridewire.geo.GeoPoint;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class PolygonAreaTest {
    /** A square of a degree with a park in the middle where no cars go. */
    private static final PolygonArea TOWN = PolygonArea.ofWellKnownText(
            "POLYGON ((10 50, 11 50, 11 51, 10 51, 10 50), (10.4 50.4, 10.4 50.6, 10.6 50.6, 10.6 50.4, 10.4 50.4))");

    @Property
    void aPlaceIsInsideOrAtSomeDistance(
            @ForAll @DoubleRange(min = 49, max = 52) double lat, @ForAll @DoubleRange(min = 9, max = 12) double lng) {
        var place = new GeoPoint(lat, lng);
        boolean inSquare = lat >= 50 && lat <= 51 && lng >= 10 && lng <= 11;
        boolean inPark = lat > 50.4 && lat < 50.6 && lng > 10.4 && lng < 10.6;

        assertThat(TOWN.contains(place)).isEqualTo(inSquare && !inPark);
        if (TOWN.contains(place)) {
            assertThat(TOWN.metersTo(place)).isZero();
        } else {
            assertThat(TOWN.metersTo(place)).isPositive();
        }
    }

    @Property
    void theDistanceToTheBorderIsMeasuredInMeters(
            @ForAll @DoubleRange(min = 50.1, max = 50.9) double lat,
            @ForAll @IntRange(min = 1, max = 50_000) int meters) {
        double degrees = meters / (6_371_008.8 * Math.toRadians(1) * Math.cos(Math.toRadians(lat)));

        assertThat(TOWN.metersTo(new GeoPoint(lat, 11 + degrees))).isCloseTo(meters, within(meters * 0.02 + 1));
    }

    @Property
    void whatIsInsideIsInsideOfTheBounds(
            @ForAll @DoubleRange(min = 49, max = 52) double lat, @ForAll @DoubleRange(min = 9, max = 12) double lng) {
        BoundingBox bounds = TOWN.bounds();

        assertThat(bounds).isEqualTo(new BoundingBox(50, 10, 51, 11));
        assertThat(!TOWN.contains(new GeoPoint(lat, lng)) || lat >= bounds.south() && lat <= bounds.north()
                && lng >= bounds.west() && lng <= bounds.east()).isTrue();
    }

    @Example
    void theBorderBelongsToTheArea() {
        assertThat(TOWN.contains(new GeoPoint(50, 10))).isTrue();
        assertThat(TOWN.contains(new GeoPoint(50.5, 11))).isTrue();
    }

    @Example
    void neighboursMayTouchButNotOverlap() {
        var neighbour = PolygonArea.ofWellKnownText("POLYGON ((11 50, 12 50, 12 51, 11 51, 11 50))");
        var intruder = PolygonArea.ofWellKnownText("POLYGON ((10.9 50, 12 50, 12 51, 10.9 51, 10.9 50))");

        assertThat(TOWN.overlaps(neighbour)).isFalse();
        assertThat(TOWN.overlaps(intruder)).isTrue();
    }

    @Example
    void aPolygonThatIsOpenCrossesItselfOrIsNoneIsRefusedInASentence() {
        refused("POLYGON ((10 50, 11 50, 11 51, 10 51))", "expected: rings that end where they begin");
        refused("POLYGON ((10 50, 11 51, 11 50, 10 51, 10 50))", "expected: a polygon that does not cross itself");
        refused("POINT (10 50)", "area: Point (expected: POLYGON or MULTIPOLYGON)");
        refused("POLYGON EMPTY", "expected: POLYGON or MULTIPOLYGON");
        refused("somewhere", "area is no well-known text");
        refused("POLYGON ((10 NaN, 11 50, 11 51, 10 NaN))", "area");
    }

    @Example
    void swappedCoordinatesBeyondThePolesAndDateLinesAreRefused() {
        refused("POLYGON ((40.5 -100, 40.9 -100, 40.9 -99, 40.5 -100))", "expected: longitude first");
        refused("POLYGON ((179 10, -179 10, -179 11, 179 11, 179 10))", "expected: longitude first");
    }

    @Example
    void textAfterTheFirstPolygonIsRefused() {
        String town = "POLYGON ((10 50, 11 50, 11 51, 10 51, 10 50))";

        refused(town + " POLYGON ((12 50, 13 50, 13 51, 12 51, 12 50))", "expected: one POLYGON or MULTIPOLYGON");
        refused(town + ")", "expected: one POLYGON or MULTIPOLYGON");
        refused(town + ", (10.4 50.4, 10.4 50.6, 10.6 50.6, 10.4 50.4)", "expected: one POLYGON or MULTIPOLYGON");
        assertThat(PolygonArea.ofWellKnownText(town + " \n").contains(new GeoPoint(50.5, 10.5))).isTrue();
    }

    private static void refused(String text, String because) {
        assertThatThrownBy(() -> PolygonArea.ofWellKnownText(text))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(because);
    }
}
