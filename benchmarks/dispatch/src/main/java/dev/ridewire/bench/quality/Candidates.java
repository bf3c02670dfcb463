package dev.ridewire.bench.quality;

import dev.ridewire.dispatch.domain.matching.Candidate;
import java.time.Duration;
import java.util.List;

/** The drivers whom a policy weighs for a ride. */
final class Candidates {
    /** Drivers about to be free that are weighed beside the free ones. */
    private static final int MOST_NEXT = 5;

    private final City city;
    private final Policy policy;

    Candidates(City city, Policy policy) {
        this.city = city;
        this.policy = policy;
    }

    List<Candidate> free(Ride ride) {
        return free(ride, policy.candidates());
    }

    List<Candidate> free(Ride ride, int most) {
        return city.freeNear(ride, most).stream().map(car -> of(car, ride)).toList();
    }

    /** Returns the drivers whose present ride ends soon; none where the policy has no next rides. */
    List<Car> soonFree() {
        return policy.nextRide()
                ? city.cars().stream().filter(car -> car.mayHaveNext()
                        && car.rest(city.now()) <= Settings.NEXT.longestRest().toMillis()).toList()
                : List.of();
    }

    List<Candidate> next(Ride ride, List<Car> soonFree) {
        var nearest = new Nearest(MOST_NEXT);
        for (Car car : soonFree) {
            long drive = city.streets().millis(car.destination(), ride.from());
            double eta = car.rest(city.now()) + drive;
            if (drive <= Settings.NEXT.longestDrive().toMillis() && nearest.takes(eta) && city.mayAsk(ride, car)) {
                nearest.offer(car, eta);
            }
        }
        return nearest.cars().stream().flatMap(car -> Settings.NEXT.candidate(car.id,
                Duration.ofMillis(car.rest(city.now())),
                Duration.ofMillis(city.streets().millis(car.destination(), ride.from()))).stream()).toList();
    }

    Candidate of(Car car, Ride ride) {
        return new Candidate(car.id, Duration.ofMillis(city.eta(car, ride)));
    }
}
