package dev.ridewire.simulator.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ridewire.geo.GeoPoint;
import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class JourneyTest {
    private static final GeoPoint START = new GeoPoint(40.7484, -73.9857);
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Property
    void theCarIsNeverFasterThanItsSpeed(
            @ForAll @DoubleRange(min = 1, max = 3_000) double meters,
            @ForAll @DoubleRange(min = 0, max = 6.28) double angle,
            @ForAll @IntRange(max = 90_000) int from,
            @ForAll @IntRange(min = 100, max = 5_000) int millis) {
        var journey = new Journey(START, Places.away(START, meters, angle), NOON, 40);
        GeoPoint before = journey.positionAt(NOON.plusMillis(from));
        GeoPoint after = journey.positionAt(NOON.plusMillis(from + millis));
        assertThat(before.metersTo(after)).isLessThanOrEqualTo(40 * millis / 1000.0 * 1.01);
    }

    @Property
    void theCarArrivesWhereItGoesWhenTheWayIsDriven(
            @ForAll @DoubleRange(min = 1, max = 3_000) double meters,
            @ForAll @DoubleRange(min = 0, max = 6.28) double angle) {
        GeoPoint goal = Places.away(START, meters, angle);
        assertThat(START.metersTo(goal)).isCloseTo(meters, within(meters * 0.005));
        var journey = new Journey(START, goal, NOON, 40);
        Instant arrival = NOON.plusMillis((long) (START.metersTo(goal) / 40 * 1000) + 1);
        assertThat(journey.isOverAt(NOON)).isFalse();
        assertThat(journey.isOverAt(arrival)).isTrue();
        assertThat(journey.positionAt(arrival.plusSeconds(60))).isEqualTo(goal);
    }

    @Property
    void headingsAreDegreesOfTheCompass(@ForAll @DoubleRange(min = 0, max = 6.28) double angle) {
        double heading = Places.heading(START, Places.away(START, 500, angle));
        assertThat(heading).isBetween(0.0, 359.999999).isCloseTo(Math.toDegrees(angle), within(0.01));
    }

    @Example
    void aParkedCarStaysAndHasArrived() {
        Journey parked = Journey.parked(START, NOON);
        assertThat(parked.positionAt(NOON.plusSeconds(5))).isEqualTo(START);
        assertThat(parked.isOverAt(NOON)).isTrue();
    }
}
