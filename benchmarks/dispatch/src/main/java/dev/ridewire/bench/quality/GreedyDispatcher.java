package dev.ridewire.bench.quality;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One decision at a time. */
final class GreedyDispatcher implements Dispatcher {
    private final City city;
    private final boolean oldestFirst;

    /** @param oldestFirst a freed car takes the oldest waiting ride instead of the nearest one */
    GreedyDispatcher(City city, boolean oldestFirst) {
        this.city = city;
        this.oldestFirst = oldestFirst;
    }

    @Override
    public void rideWaits(Ride ride) {
        city.freeNear(ride, 1).stream().findFirst().ifPresent(car -> city.ask(ride, car));
    }

    @Override
    public void carIsFree(Car car) {
        List<Ride> waiting = city.waiting().stream().filter(ride -> city.mayAsk(ride, car)).toList();
        Optional<Ride> taken = oldestFirst
                ? waiting.stream().findFirst()
                : waiting.stream().min(Comparator.comparingDouble(ride -> ride.from().metersTo(car.spot)));
        taken.ifPresent(ride -> city.ask(ride, car));
    }
}
