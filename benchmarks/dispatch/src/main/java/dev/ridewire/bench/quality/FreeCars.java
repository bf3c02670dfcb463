package dev.ridewire.bench.quality;

import java.util.ArrayList;
import java.util.List;

/** The cars that stand still and are free. */
final class FreeCars {
    private final List<Car> cars = new ArrayList<>();

    int size() {
        return cars.size();
    }

    void add(Car car) {
        if (car.placeAmongFree < 0) {
            car.placeAmongFree = cars.size();
            cars.add(car);
        }
    }

    void remove(Car car) {
        Car last = cars.removeLast();
        if (last != car) {
            cars.set(car.placeAmongFree, last);
            last.placeAmongFree = car.placeAmongFree;
        }
        car.placeAmongFree = -1;
    }

    /** Returns the nearest cars by straight line, nearest first. A scan of all takes microseconds. */
    List<Car> nearest(Ride ride, int most) {
        var nearest = new Nearest(most);
        Spot spot = ride.from();
        for (int i = 0; i < cars.size(); i++) {
            Car car = cars.get(i);
            double dx = car.spot.x() - spot.x();
            double dy = car.spot.y() - spot.y();
            double key = dx * dx + dy * dy;
            if (nearest.takes(key) && !ride.match.excluded().contains(car.id)) {
                nearest.offer(car, key);
            }
        }
        return nearest.cars();
    }
}
