package dev.ridewire.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.bench.quality.Ride.State;
import dev.ridewire.geo.GeoPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimulationTest {
    private static final Streets STREETS = new StraightLines();
    private static final int CARS = 25;
    private static final Scenario SCENARIO = new Scenario(STREETS.name(), CARS, 0.2, 1);

    static List<Policy> policies() {
        return List.of(Policy.OLDEST_FIRST, Policy.NEAREST_FIRST, Policy.BATCH, Policy.NEXT, Policy.ACCEPTANCE,
                Policy.RECONSIDERING, Policy.RECONSIDERING.withBound(), Policy.ALL_CANDIDATES);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void everyRideIsServedOrLeftAndNoneWaitsAtTheEnd(Policy policy) {
        City city = simulated(policy, 1);

        assertThat(city.rides()).allMatch(ride -> ride.state == State.SERVED || ride.state == State.LEFT);
        assertThat(city.waiting()).isEmpty();
        assertThat(city.promised()).isEmpty();
        assertThat(city.cars()).allMatch(Car::free);
        assertThat(city.rides()).filteredOn(ride -> ride.state == State.SERVED).hasSizeGreaterThan(100)
                .allMatch(ride -> ride.pickedUpAt - ride.request.at() <= City.PATIENCE_MILLIS)
                .allMatch(ride -> ride.droppedOffAt >= ride.pickedUpAt);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void noCarDrivesTwoRidesAtOnce(Policy policy) {
        City city = simulated(policy, 2);

        for (Car car : city.cars()) {
            List<Ride> driven = city.rides().stream().filter(ride -> ride.state == State.SERVED && ride.car == car)
                    .sorted((one, other) -> Long.compare(one.pickedUpAt, other.pickedUpAt)).toList();
            for (int i = 1; i < driven.size(); i++) {
                assertThat(driven.get(i).pickedUpAt).isGreaterThanOrEqualTo(driven.get(i - 1).droppedOffAt);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void noRideChangesItsDriverTwice(Policy policy) {
        assertThat(simulated(policy, 3).rides()).allMatch(ride -> ride.swaps <= 1);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void theSameSeedGivesTheSameResult(Policy policy) {
        Outcome first = Experiment.simulate(STREETS, requests(4), SCENARIO, policy, 4);

        assertThat(Experiment.simulate(STREETS, requests(4), SCENARIO, policy, 4)).isEqualTo(first);
        assertThat(Experiment.simulate(STREETS, requests(4), SCENARIO, policy, 5)).isNotEqualTo(first);
    }

    private static City simulated(Policy policy, long seed) {
        return Experiment.simulated(STREETS, requests(seed), SCENARIO, policy, seed);
    }

    /** An hour in which 25 cars can't serve everyone. */
    private static List<Request> requests(long seed) {
        var random = new Random(seed);
        List<Request> requests = new ArrayList<>();
        for (int number = 0; number < 300; number++) {
            GeoPoint pickup = anywhere(random);
            GeoPoint dropoff = anywhere(random);
            requests.add(new Request(number * 12_000L, pickup, dropoff, Spot.of(pickup, 0), Spot.of(dropoff, 0)));
        }
        return requests;
    }

    private static GeoPoint anywhere(Random random) {
        return new GeoPoint(40.73 + 0.03 * random.nextDouble(), -74.0 + 0.03 * random.nextDouble());
    }
}
