package dev.ridewire.simulator.city;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class MadeUpCityTest {
    @Property(tries = 100)
    void tripsAreShortCloseTogetherAndOrderedByTime(@ForAll long seed, @ForAll @IntRange(min = 1, max = 50) int rides) {
        MadeUpCity city = MadeUpCity.forRides(rides);
        List<Trip> trips = city.take(rides, new SplittableRandom(seed));

        assertThat(trips).hasSize(rides)
                .isSortedAccordingTo(Comparator.comparing(Trip::requestedAfter))
                .allSatisfy(trip -> {
                    assertThat(trip.meters()).isBetween(295.0, 905.0);
                    assertThat(trip.pickup().metersTo(city.center())).isLessThan(905);
                    assertThat(trip.requestedAfter()).isLessThanOrEqualTo(city.within());
                });
        assertThat(trips).isEqualTo(city.take(rides, new SplittableRandom(seed)));
    }
}
