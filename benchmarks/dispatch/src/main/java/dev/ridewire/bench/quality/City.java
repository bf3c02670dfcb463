package dev.ridewire.bench.quality;

import dev.ridewire.bench.quality.Car.Drive;
import dev.ridewire.bench.quality.Ride.State;
import dev.ridewire.dispatch.domain.matching.Acceptance;
import dev.ridewire.dispatch.domain.matching.Candidate;
import dev.ridewire.dispatch.domain.matching.PickupAnswers;
import dev.ridewire.dispatch.domain.ride.DispatchPolicy;
import dev.ridewire.dispatch.domain.ride.Match;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Riders, cars and what happens to them, event by event. Drivers take time to answer, some decline, drives take longer
 * or shorter than estimated, and riders leave when their patience ends.
 */
final class City {
    static final long PATIENCE_MILLIS = 600_000;
    /** The time from a drop-off until the car can leave. */
    static final long HANDOVER_MILLIS = 15_000;
    private static final double QUICKEST_ANSWER_MILLIS = 2_000;
    private static final double ANSWER_SPREAD_MILLIS = 4_000;
    private static final double DRIVE_SIGMA = 0.2;
    private static final double BASE_FARE = 2.5;
    private static final double FARE_PER_KM = 1.5;
    /** Offers never lapse here; a ride is searched as long as its rider waits. */
    private static final DispatchPolicy POLICY = new DispatchPolicy(Duration.ofSeconds(15),
            Duration.ofMillis(PATIENCE_MILLIS), Duration.ofSeconds(60));

    private final Streets streets;
    private final Chance chance;
    private final double declines;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final FreeCars freeCars = new FreeCars();
    private final SortedMap<Integer, Ride> waiting = new TreeMap<>();
    private final SortedMap<Integer, Ride> promised = new TreeMap<>();
    private final List<Ride> rides = new ArrayList<>();
    private final List<Car> cars = new ArrayList<>();
    private final Map<String, Car> carsById = new HashMap<>();
    private PickupAnswers answers = PickupAnswers.none();
    private Dispatcher dispatcher = new Dispatcher() {
        @Override
        public void rideWaits(Ride ride) {}

        @Override
        public void carIsFree(Car car) {}
    };
    private long now;
    private long number;

    private record Event(long at, long number, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
        }
    }

    /** @param declines the share of offers that drivers decline, 0 to 1 */
    City(Streets streets, List<Request> requests, List<Spot> starts, double declines, long seed) {
        this.streets = streets;
        this.chance = new Chance(seed);
        this.declines = declines;
        for (int ride = 0; ride < requests.size(); ride++) {
            rides.add(new Ride(ride, requests.get(ride), POLICY));
        }
        for (int car = 0; car < starts.size(); car++) {
            cars.add(new Car(car, starts.get(car)));
            carsById.put(cars.getLast().id, cars.getLast());
        }
    }

    /** Runs until every ride is over. */
    void run(Dispatcher by) {
        dispatcher = by;
        cars.forEach(freeCars::add);
        rides.forEach(ride -> at(ride.request.at(), () -> request(ride)));
        for (Event event = events.poll(); event != null; event = events.poll()) {
            now = event.at;
            event.action.run();
        }
    }

    void at(long time, Runnable action) {
        events.add(new Event(time, number++, action));
    }

    long now() {
        return now;
    }

    Instant instant() {
        return Instant.ofEpochMilli(now);
    }

    DispatchPolicy policy() {
        return POLICY;
    }

    Streets streets() {
        return streets;
    }

    PickupAnswers answers() {
        return answers;
    }

    List<Ride> rides() {
        return rides;
    }

    List<Car> cars() {
        return cars;
    }

    /** Returns the rides without a driver and without an offer, oldest first. */
    Collection<Ride> waiting() {
        return waiting.values();
    }

    Collection<Ride> promised() {
        return promised.values();
    }

    int freeCars() {
        return freeCars.size();
    }

    Ride ride(Match match) {
        return rides.get((int) match.rideId().getLeastSignificantBits());
    }

    Car car(Candidate candidate) {
        return car(candidate.driverId());
    }

    Car car(String driverId) {
        return Objects.requireNonNull(carsById.get(driverId), driverId);
    }

    boolean mayAsk(Ride ride, Car car) {
        return !ride.match.excluded().contains(car.id);
    }

    List<Car> freeNear(Ride ride, int most) {
        return freeCars.nearest(ride, most);
    }

    /** Returns the estimated time until a car is at the pickup of a ride, after the ride that it has now. */
    long eta(Car car, Ride ride) {
        return car.occupied
                ? car.rest(now) + HANDOVER_MILLIS + streets.millis(car.destination(), ride.from())
                : streets.millis(car.spotAt(now, streets), ride.from());
    }

    /** Offers a ride. The driver answers later. */
    void ask(Ride ride, Car car) {
        waiting.remove(ride.number);
        ride.state = State.ASKED;
        offer(ride, car, () -> promise(ride, car));
    }

    /** Asks another driver for a ride that has one, and keeps that one unless the other accepts. */
    void askToTakeOver(Ride ride, Car car, Runnable accepted) {
        offer(ride, car, accepted);
    }

    private void offer(Ride ride, Car car, Runnable accepted) {
        require(car.free() || car.mayHaveNext(), car, "be asked");
        require(ride.asked == null, car, "be asked beside another driver");
        if (car.free()) {
            freeCars.remove(car);
        }
        car.asked = ride;
        ride.asked = car;
        long eta = eta(car, ride);
        long delay = Math.round(QUICKEST_ANSWER_MILLIS
                + ANSWER_SPREAD_MILLIS * chance.uniform("answer-time", ride.number, car.number));
        at(now + delay, () -> {
            if (car.asked == ride && ride.asked == car) {
                answer(ride, car, eta, accepted);
            }
        });
    }

    private void answer(Ride ride, Car car, long eta, Runnable accepted) {
        boolean accepts = chance.uniform("answer", ride.number, car.number) < probability(car, eta);
        answers = answers.after(Duration.ofMillis(eta), accepts);
        car.answers = car.answers.after(accepts, Acceptance.MOST_OF_A_DRIVER);
        car.asked = null;
        ride.asked = null;
        if (accepts) {
            accepted.run();
        } else {
            ride.declinedBy(car, POLICY, now);
            if (ride.state == State.ASKED) {
                waitAgain(ride);
            }
        }
        becomeFree(car);
    }

    /** Some drivers decline more than others, and everyone declines far pickups more often. */
    private double probability(Car car, long eta) {
        double habit = 0.25 + 1.5 * chance.uniform("habit", car.number, 0);
        double distance = Math.min(2.5, 0.5 + eta / 240_000.0);
        return 1 - Math.min(0.9, declines * habit * distance);
    }

    private void request(Ride ride) {
        at(now + PATIENCE_MILLIS, () -> leave(ride));
        waitAgain(ride);
    }

    private void waitAgain(Ride ride) {
        ride.state = State.WAITING;
        waiting.put(ride.number, ride);
        dispatcher.rideWaits(ride);
    }

    private void leave(Ride ride) {
        if (ride.state == State.RIDING || ride.state == State.SERVED) {
            return;
        }
        Car car = ride.car;
        waiting.remove(ride.number);
        promised.remove(ride.number);
        ride.state = State.LEFT;
        ride.car = null;
        withdraw(ride);
        if (car != null) {
            release(car, ride);
            becomeFree(car);
        }
    }

    private void withdraw(Ride ride) {
        Car car = ride.asked;
        if (car != null) {
            ride.asked = null;
            car.asked = null;
            becomeFree(car);
        }
    }

    private void promise(Ride ride, Car car) {
        ride.state = State.PROMISED;
        promised.put(ride.number, ride);
        if (ride.promisedFor < 0) {
            ride.promisedFor = now + eta(car, ride);
        }
        take(ride, car);
    }

    private void take(Ride ride, Car car) {
        ride.car = car;
        if (car.current == null) {
            car.current = ride;
            driveToPickup(car, ride);
        } else {
            require(car.occupied && car.next == null, car, "take a next ride");
            car.next = ride;
        }
    }

    /** Changes the drivers of several rides at once. */
    void exchange(List<Ride> changed, List<Car> drivers) {
        List<Car> former = new ArrayList<>();
        for (Ride ride : changed) {
            Car car = ride.car;
            if (car != null) {
                release(car, ride);
                former.add(car);
            }
        }
        for (int i = 0; i < changed.size(); i++) {
            changed.get(i).swaps++;
            take(changed.get(i), drivers.get(i));
        }
        former.forEach(this::becomeFree);
    }

    private void release(Car car, Ride ride) {
        if (car.next == ride) {
            car.next = null;
        } else {
            require(car.current == ride && !car.occupied, car, "be released");
            car.spot = car.spotAt(now, streets);
            countEmpty(car);
            car.drive = null;
            car.current = null;
        }
    }

    private void becomeFree(Car car) {
        if (car.free()) {
            freeCars.add(car);
            dispatcher.carIsFree(car);
        }
    }

    private void driveToPickup(Car car, Ride ride) {
        long estimate = streets.millis(car.spot, ride.from());
        drive(car, ride.from(), estimate,
                Math.round(estimate * chance.factor("pickup", ride.number, car.number, DRIVE_SIGMA)),
                () -> pickUp(car, ride));
    }

    private void pickUp(Car car, Ride ride) {
        ride.state = State.RIDING;
        ride.pickedUpAt = now;
        promised.remove(ride.number);
        car.spot = ride.from();
        countEmpty(car);
        car.occupied = true;
        long estimate = streets.millis(ride.from(), ride.to());
        drive(car, ride.to(), estimate,
                Math.round(estimate * chance.factor("trip", ride.number, 0, DRIVE_SIGMA)) + HANDOVER_MILLIS,
                () -> dropOff(car, ride));
        withdraw(ride);
    }

    private void dropOff(Car car, Ride ride) {
        ride.state = State.SERVED;
        ride.droppedOffAt = now;
        car.spot = ride.to();
        car.drive = null;
        car.occupied = false;
        car.earned += BASE_FARE + FARE_PER_KM * streets.meters(ride.from(), ride.to()) / 1000;
        car.current = null;
        Ride next = car.next;
        if (next != null) {
            car.next = null;
            car.current = next;
            driveToPickup(car, next);
        } else {
            becomeFree(car);
        }
    }

    private void drive(Car car, Spot to, long estimate, long takes, Runnable arrived) {
        var drive = new Drive(car.spot, to, now, now + takes, estimate);
        car.drive = drive;
        at(drive.end(), () -> {
            if (car.drive == drive) {
                arrived.run();
            }
        });
    }

    private void countEmpty(Car car) {
        Drive drive = car.drive;
        if (drive != null) {
            car.emptyMeters += streets.meters(drive.from(), car.spot);
        }
    }

    private static void require(boolean holds, Car car, String what) {
        if (!holds) {
            throw new IllegalStateException("%s cannot %s".formatted(car.id, what));
        }
    }
}
