package dev.ridewire.bench.quality;

import java.util.ArrayList;
import java.util.List;

/** The cars with the lowest keys among those that were offered, lowest first; of equal keys the first one wins. */
final class Nearest {
    private final Car[] cars;
    private final double[] keys;
    private int size;

    Nearest(int most) {
        this.cars = new Car[most];
        this.keys = new double[most];
    }

    /** Reports whether a car with this key would be taken. */
    boolean takes(double key) {
        return size < keys.length || key < keys[size - 1];
    }

    void offer(Car car, double key) {
        if (!takes(key)) {
            return;
        }
        int place = size < keys.length ? size++ : size - 1;
        while (place > 0 && keys[place - 1] > key) {
            keys[place] = keys[place - 1];
            cars[place] = cars[place - 1];
            place--;
        }
        keys[place] = key;
        cars[place] = car;
    }

    List<Car> cars() {
        List<Car> found = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            found.add(cars[i]);
        }
        return found;
    }
}
