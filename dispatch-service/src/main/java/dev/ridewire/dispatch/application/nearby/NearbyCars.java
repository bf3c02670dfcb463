package dev.ridewire.dispatch.application.nearby;

import dev.ridewire.dispatch.application.position.DriverPosition;
import dev.ridewire.dispatch.application.position.DriverPositions;
import dev.ridewire.dispatch.application.position.TravelTimes;
import dev.ridewire.dispatch.application.shift.Drivers;
import dev.ridewire.dispatch.domain.nearby.BlurredCar;
import dev.ridewire.dispatch.domain.nearby.NearbyClass;
import dev.ridewire.dispatch.domain.shift.Driver;
import dev.ridewire.geo.GeoPoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * The use case of a rider who looks for cars around.
 *
 * <p>
 * Rider and cars are blurred to areas before anything is computed, and a car moves on only from one window of time to
 * the next. So all that riders can ask from anywhere, however often, tells no more than one area per car and window.
 * An answer is the same for everybody in an area, which makes it cheap: one statement per area and window.
 */
public final class NearbyCars {
    /** Until the window goes: Reactor caches a value of this duration without a timer. */
    private static final Duration FOREVER = Duration.ofMillis(Long.MAX_VALUE);
    private static final int WIDER = 4;
    private static final int MOST_LOOKS = 3;

    private final DriverPositions positions;
    private final Drivers drivers;
    private final TravelTimes travelTimes;
    private final Areas areas;
    private final SortedSet<String> vehicleClasses;
    private final NearbyLimits limits;
    private final Clock clock;
    private final AtomicReference<Window> present;

    public NearbyCars(DriverPositions positions, Drivers drivers, TravelTimes travelTimes, Areas areas,
            Collection<String> vehicleClasses, NearbyLimits limits, Clock clock) {
        this.positions = positions;
        this.drivers = drivers;
        this.travelTimes = travelTimes;
        this.areas = areas;
        this.vehicleClasses = new TreeSet<>(vehicleClasses);
        this.limits = limits;
        this.clock = clock;
        this.present = new AtomicReference<>(new Window(numberAt(clock.instant())));
    }

    /** Looks for the free cars around a rider, as they were in the present window. */
    public Mono<Nearby> around(GeoPoint rider) {
        return Mono.defer(() -> {
            long number = numberAt(clock.instant());
            return present.updateAndGet(window -> window.number == number ? window : new Window(number))
                    .around(areas.centerOf(rider));
        });
    }

    private long numberAt(Instant now) {
        return Math.floorDiv(now.toEpochMilli(), limits.window().toMillis());
    }

    /** The cars as they were seen within one window. It goes as a whole, and with it all that it keeps. */
    private final class Window {
        private final long number;
        private final ConcurrentMap<String, GeoPoint> places = new ConcurrentHashMap<>();
        private final ConcurrentMap<GeoPoint, Mono<Nearby>> answers = new ConcurrentHashMap<>();

        Window(long number) {
            this.number = number;
        }

        Mono<Nearby> around(GeoPoint center) {
            var known = answers.get(center);
            if (known != null) {
                return known;
            }
            return answers.size() < limits.maxAreas()
                    ? answers.computeIfAbsent(center, area -> keepingSuccess(look(area, limits.seen(), MOST_LOOKS)))
                    : look(center, limits.seen(), MOST_LOOKS);
        }

        /** Those who ask meanwhile wait for the same answer. After a failure the next one tries again. */
        private Mono<Nearby> keepingSuccess(Mono<Nearby> answer) {
            return answer.cache(_ -> FOREVER, _ -> Duration.ZERO, () -> Duration.ZERO);
        }

        private Mono<Nearby> look(GeoPoint center, int reach, int looksLeft) {
            return Mono.defer(() -> {
                Map<String, GeoPoint> near = positions.nearest(center, clock.instant(), reach).stream()
                        .collect(Collectors.toMap(DriverPosition::driverId, DriverPosition::point));
                return (near.isEmpty() ? Mono.just(List.<Driver>of()) : drivers.available(near.keySet()))
                        .map(free -> free.stream().map(driver -> blurred(driver, near, center)).toList())
                        .flatMap(cars -> near.size() == reach && looksLeft > 1 && !areOfEveryClass(cars)
                                ? look(center, reach * WIDER, looksLeft - 1)
                                : Mono.just(answer(cars)));
            });
        }

        private BlurredCar blurred(Driver driver, Map<String, GeoPoint> near, GeoPoint center) {
            GeoPoint place = places.computeIfAbsent(driver.id(),
                    id -> areas.centerOf(Objects.requireNonNull(near.get(id), id)));
            var vehicle = Objects.requireNonNull(driver.vehicle(), "a free driver has a vehicle");
            return new BlurredCar(vehicle.vehicleClass(), place, travelTimes.between(place, center));
        }

        private boolean areOfEveryClass(List<BlurredCar> cars) {
            return cars.stream().map(BlurredCar::vehicleClass).collect(Collectors.toSet()).containsAll(vehicleClasses);
        }

        private Nearby answer(List<BlurredCar> cars) {
            return new Nearby(
                    vehicleClasses.stream().map(name -> NearbyClass.among(cars, name, limits.mostPlaces())).toList(),
                    Instant.ofEpochMilli((number + 1) * limits.window().toMillis()));
        }
    }
}
