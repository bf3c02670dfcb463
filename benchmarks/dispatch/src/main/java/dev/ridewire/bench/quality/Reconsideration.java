package dev.ridewire.bench.quality;

import dev.ridewire.bench.quality.Ride.State;
import dev.ridewire.dispatch.domain.matching.Candidate;
import dev.ridewire.dispatch.domain.matching.Exchange;
import dev.ridewire.dispatch.domain.matching.Promise;
import dev.ridewire.dispatch.domain.matching.Reconsidering;
import dev.ridewire.dispatch.domain.matching.SolveBudget;
import java.util.ArrayList;
import java.util.List;

/** The changes of drivers between promise and pickup. A driver who takes over from outside is asked first. */
final class Reconsideration {
    /** The bounds of drivers who are weighed to take over: free ones, and those of other promises. */
    private static final int MOST_FREE = 5;
    private static final int MOST_OTHERS = 10;

    private final City city;
    private final Candidates candidates;

    /** A promised ride that may change its driver, and where that driver could start for another pickup. */
    private record Movable(Ride ride, Car car, Spot start, long before) {}

    Reconsideration(City city, Candidates candidates) {
        this.city = city;
        this.candidates = candidates;
    }

    void run() {
        List<Movable> movable = new ArrayList<>();
        for (Ride ride : city.promised()) {
            Car car = ride.car;
            if (car != null && ride.asked == null && ride.swaps < Settings.RECONSIDERING.swapsPerRide()) {
                movable.add(new Movable(ride, car,
                        car.occupied ? car.destination() : car.spotAt(city.now(), city.streets()),
                        car.occupied ? car.rest(city.now()) + City.HANDOVER_MILLIS : 0));
            }
        }
        List<Promise> promises = movable.stream().map(one -> promise(one, movable)).toList();
        Reconsidering.decide(promises, Settings.RECONSIDERING, SolveBudget.UNLIMITED).forEach(this::exchange);
    }

    private Promise promise(Movable one, List<Movable> movable) {
        Candidate present = candidates.of(one.car, one.ride);
        List<Candidate> others = new ArrayList<>(candidates.free(one.ride, MOST_FREE));
        long longest = present.pickupEta().plus(Settings.RECONSIDERING.longestDelay()).toMillis();
        var nearest = new Nearest(MOST_OTHERS);
        for (Movable other : movable) {
            long eta = other.before + city.streets().millis(other.start, one.ride.from());
            if (other != one && eta <= longest && nearest.takes(eta) && city.mayAsk(one.ride, other.car)) {
                nearest.offer(other.car, eta);
            }
        }
        nearest.cars().forEach(car -> others.add(candidates.of(car, one.ride)));
        return new Promise(one.ride.match, present, others, one.ride.swaps);
    }

    private void exchange(Exchange exchange) {
        List<Ride> rides = exchange.moves().stream().map(move -> city.ride(move.match())).toList();
        List<Car> former = exchange.moves().stream().map(move -> city.car(move.from())).toList();
        List<Car> drivers = exchange.moves().stream().map(move -> city.car(move.to())).toList();
        if (exchange.isCircle()) {
            city.exchange(rides, drivers);
        } else if (drivers.getLast().asked == null) {
            city.askToTakeOver(rides.getLast(), drivers.getLast(), () -> {
                if (unchanged(rides, former)) {
                    city.exchange(rides, drivers);
                }
            });
        }
    }

    /** Reports whether nothing has happened to the rides while a driver thought about taking over. */
    private static boolean unchanged(List<Ride> rides, List<Car> former) {
        for (int i = 0; i < rides.size(); i++) {
            Ride ride = rides.get(i);
            if (ride.state != State.PROMISED || ride.car != former.get(i)
                    || ride.swaps >= Settings.RECONSIDERING.swapsPerRide()) {
                return false;
            }
        }
        return true;
    }
}
