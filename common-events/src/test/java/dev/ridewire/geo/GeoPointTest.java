package dev.ridewire.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class GeoPointTest {
    @Example
    void parisToLondonIsAbout344Kilometres() {
        var paris = new GeoPoint(48.8566, 2.3522);
        var london = new GeoPoint(51.5074, -0.1278);
        assertThat(paris.metersTo(london)).isCloseTo(343_556, within(100.0));
    }

    @Property
    void theWayBackIsAsLongAsTheWayThereAndNeverLongerThanHalfTheEarth(
            @ForAll @DoubleRange(min = -90, max = 90) double lat1,
            @ForAll @DoubleRange(min = -180, max = 180) double lng1,
            @ForAll @DoubleRange(min = -90, max = 90) double lat2,
            @ForAll @DoubleRange(min = -180, max = 180) double lng2) {
        var a = new GeoPoint(lat1, lng1);
        var b = new GeoPoint(lat2, lng2);
        assertThat(a.metersTo(b)).isEqualTo(b.metersTo(a), within(1e-6)).isBetween(0.0, 20_016_000.0);
    }

    @Example
    void whatIsNoPlaceOnEarthIsRefusedWithTheRange() {
        assertThatThrownBy(() -> new GeoPoint(90.1, 0)).hasMessage("lat: 90.1 (expected: -90.0..90.0)");
        assertThatThrownBy(() -> new GeoPoint(0, -180.5)).hasMessage("lng: -180.5 (expected: -180.0..180.0)");
        assertThatThrownBy(() -> new GeoPoint(Double.NaN, 0)).hasMessageStartingWith("lat: NaN");
        assertThatThrownBy(() -> new GeoPoint(0, Double.POSITIVE_INFINITY)).hasMessageStartingWith("lng: Infinity");
    }
}
