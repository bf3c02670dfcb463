package dev.ridewire.dispatch.application.nearby;

import static dev.ridewire.dispatch.domain.Samples.NOON;
import static dev.ridewire.dispatch.domain.Samples.PICKUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.uber.h3core.H3Core;
import dev.ridewire.dispatch.adapter.geo.H3Areas;
import dev.ridewire.dispatch.adapter.geo.H3DriverPositions;
import dev.ridewire.dispatch.adapter.geo.StraightLineTravelTimes;
import dev.ridewire.dispatch.application.position.PositionReport;
import dev.ridewire.dispatch.application.shift.Drivers;
import dev.ridewire.dispatch.domain.nearby.NearbyClass;
import dev.ridewire.dispatch.domain.shift.Driver;
import dev.ridewire.dispatch.domain.shift.DriverState;
import dev.ridewire.dispatch.domain.shift.Vehicle;
import dev.ridewire.geo.GeoPoint;
import dev.ridewire.testing.time.AdvancingClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class NearbyCarsTest {
    private static final H3Core H3 = h3();
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Areas AREAS = new H3Areas(H3, 9);
    private static final int MANY = 10_000;

    private final Map<String, String> classes = new HashMap<>();
    private final List<Set<String>> lookUps = new ArrayList<>();
    private final AdvancingClock clock = new AdvancingClock(NOON);
    private final H3DriverPositions positions = new H3DriverPositions(
            H3, new H3DriverPositions.Settings(Duration.ofMinutes(1), MANY, 8, 12), clock);

    @Test
    void eachClassTellsItsNearestFreeCarAndAreasInsteadOfPlaces() {
        var cars = cars(ids -> Mono.just(free(ids)), MANY);
        GeoPoint car = north(300);
        drive("ann", "STANDARD", car);

        Nearby nearby = around(cars, PICKUP);

        assertThat(nearby.until()).isEqualTo(NOON.plus(WINDOW));
        assertThat(nearby.classes()).containsExactly(
                new NearbyClass("STANDARD", Duration.ofMinutes(2), List.of(AREAS.centerOf(car))),
                new NearbyClass("XL", null, List.of()));
        assertThat(AREAS.centerOf(car)).isNotEqualTo(car);
    }

    /** Riders who ask from everywhere, however often, learn the areas of the cars and nothing else. */
    @Property(tries = 50)
    void noAnswerTellsWhereInItsAreaACarIs(@ForAll long seed) {
        var random = new Random(seed);
        List<GeoPoint> asked = IntStream.range(0, 30).mapToObj(i -> somewhere(random)).toList();
        List<GeoPoint> places = IntStream.range(0, 20).mapToObj(i -> somewhere(random)).toList();
        List<GeoPoint> elsewhere = places.stream().map(place -> sameArea(place, random)).toList();

        assertThat(new NearbyCarsTest().answers(elsewhere, asked))
                .isEqualTo(new NearbyCarsTest().answers(places, asked));
    }

    @Test
    void aCarMovesOnWithTheNextWindowOnly() {
        var cars = cars(ids -> Mono.just(free(ids)), MANY);
        drive("ann", "STANDARD", north(0));
        assertThat(places(around(cars, PICKUP))).containsExactly(AREAS.centerOf(north(0)));

        clock.advance(Duration.ofSeconds(9));
        drive("ann", "STANDARD", north(2_000));

        assertThat(places(around(cars, north(1_000)))).as("asked from elsewhere")
                .containsExactly(AREAS.centerOf(north(0)));
        clock.advance(Duration.ofSeconds(1));
        assertThat(places(around(cars, north(1_000)))).containsExactly(AREAS.centerOf(north(2_000)));
    }

    @Test
    void ridersInTheSameAreaShareOneLookUpAWindow() {
        Sinks.One<List<Driver>> answer = Sinks.one();
        var cars = cars(ids -> answer.asMono(), MANY);
        drive("ann", "STANDARD", north(0));

        CompletableFuture<Nearby> first = cars.around(PICKUP).toFuture();
        CompletableFuture<Nearby> second = cars.around(PICKUP).toFuture();
        answer.tryEmitValue(free(Set.of("ann"))).orThrow();

        assertThat(first.join()).isEqualTo(second.join()).isEqualTo(around(cars, PICKUP));
        assertThat(lookUps).hasSize(1);
        clock.advance(WINDOW);
        around(cars, PICKUP);
        assertThat(lookUps).hasSize(2);
    }

    @Test
    void aFailureIsNotKept() {
        var failures = new ArrayList<>(List.of(new IllegalStateException("away")));
        var cars = cars(ids -> failures.isEmpty() ? Mono.just(free(ids)) : Mono.error(failures.removeFirst()), MANY);
        drive("ann", "STANDARD", north(0));

        assertThatThrownBy(() -> around(cars, PICKUP)).hasMessage("away");
        assertThat(places(around(cars, PICKUP))).hasSize(1);
    }

    @Test
    void noMoreAnswersAreKeptThanAllowed() {
        var cars = cars(ids -> Mono.just(free(ids)), 1);
        drive("ann", "STANDARD", north(0));

        for (int i = 0; i < 3; i++) {
            around(cars, PICKUP);
            around(cars, north(1_000));
        }

        assertThat(lookUps).hasSize(1 + 3);
    }

    @Test
    void aCrowdOfBusyDriversHidesNoFreeCar() {
        var cars = cars(ids -> Mono.just(free(ids).stream().filter(driver -> !driver.id().startsWith("busy")).toList()),
                MANY);
        IntStream.range(0, 100).forEach(i -> drive("busy-" + i, "STANDARD", north(i)));
        drive("ann", "STANDARD", north(800));
        drive("bob", "XL", north(900));

        assertThat(around(cars, PICKUP).classes()).extracting(NearbyClass::eta).doesNotContainNull();
        assertThat(lookUps).hasSize(2);
    }

    @Test
    void withoutACarNobodyIsLookedUp() {
        assertThat(around(cars(ids -> Mono.just(free(ids)), MANY), PICKUP).classes())
                .extracting(NearbyClass::vehicleClass).containsExactly("STANDARD", "XL");
        assertThat(lookUps).isEmpty();
    }

    private List<List<NearbyClass>> answers(List<GeoPoint> places, List<GeoPoint> asked) {
        IntStream.range(0, places.size())
                .forEach(i -> drive("driver-" + i, i % 3 == 0 ? "XL" : "STANDARD", places.get(i)));
        var cars = cars(ids -> Mono.just(free(ids)), MANY);
        return asked.stream().map(point -> around(cars, point).classes()).toList();
    }

    private NearbyCars cars(Function<Set<String>, Mono<List<Driver>>> available, int maxAreas) {
        return new NearbyCars(positions, new FreeDrivers(ids -> {
            lookUps.add(ids);
            return available.apply(ids);
        }), new StraightLineTravelTimes(1.3, 7), AREAS, Set.of("XL", "STANDARD"),
                new NearbyLimits(WINDOW, 50, 8, maxAreas), clock);
    }

    private void drive(String driver, String vehicleClass, GeoPoint place) {
        classes.put(driver, vehicleClass);
        positions.report(List.of(new PositionReport(driver, place, clock.instant())));
    }

    private List<Driver> free(Set<String> ids) {
        return ids.stream()
                .map(id -> new Driver(id, 1, new Vehicle(classes.getOrDefault(id, "STANDARD"), "RW-1", "Car"),
                        new DriverState.Available(), NOON))
                .toList();
    }

    private static Nearby around(NearbyCars cars, GeoPoint point) {
        return cars.around(point).blockOptional(Duration.ofSeconds(10)).orElseThrow();
    }

    private static List<GeoPoint> places(Nearby nearby) {
        return nearby.classes().getFirst().places();
    }

    private static GeoPoint north(double meters) {
        return new GeoPoint(PICKUP.lat() + meters / 111_195, PICKUP.lng());
    }

    private static GeoPoint somewhere(Random random) {
        return new GeoPoint(PICKUP.lat() + random.nextDouble(-0.02, 0.02),
                PICKUP.lng() + random.nextDouble(-0.02, 0.02));
    }

    private static GeoPoint sameArea(GeoPoint place, Random random) {
        GeoPoint area = AREAS.centerOf(place);
        while (true) {
            var other = new GeoPoint(area.lat() + random.nextDouble(-0.002, 0.002),
                    area.lng() + random.nextDouble(-0.002, 0.002));
            if (AREAS.centerOf(other).equals(area)) {
                return other;
            }
        }
    }

    private record FreeDrivers(Function<Set<String>, Mono<List<Driver>>> among) implements Drivers {
        @Override
        public Mono<List<Driver>> available(Set<String> driverIds) {
            return among.apply(driverIds);
        }

        @Override
        public Mono<Driver> find(String driverId) {
            throw new UnsupportedOperationException("riders see free cars only");
        }

        @Override
        public Mono<List<Driver>> lock(Set<String> driverIds) {
            throw new UnsupportedOperationException("riders lock nobody");
        }

        @Override
        public Mono<List<Driver>> lockAvailable(Set<String> driverIds) {
            throw new UnsupportedOperationException("riders lock nobody");
        }
    }

    private static H3Core h3() {
        try {
            return H3Core.newInstance();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
