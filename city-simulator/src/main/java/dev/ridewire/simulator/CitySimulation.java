package dev.ridewire.simulator;

import dev.ridewire.geo.GeoPoint;
import dev.ridewire.simulator.api.Account;
import dev.ridewire.simulator.api.ApiClient;
import dev.ridewire.simulator.api.BookingApi;
import dev.ridewire.simulator.api.DispatchApi;
import dev.ridewire.simulator.api.DispatchApi.Vehicle;
import dev.ridewire.simulator.api.TrackingApi;
import dev.ridewire.simulator.bot.DriverBot;
import dev.ridewire.simulator.bot.RideLedger;
import dev.ridewire.simulator.bot.RiderBot;
import dev.ridewire.simulator.bot.Run;
import dev.ridewire.simulator.city.Places;
import dev.ridewire.simulator.city.Trip;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A city's riders and drivers, each on a thread of their own. They use the public HTTP API until every ride is over or
 * the time limit is reached.
 */
public final class CitySimulation {
    /** The longest distance between a driver's start and a place where someone will ask for a ride. */
    private static final double FURTHEST_START_METERS = 400;
    /** The time for drivers to end their shifts after the last ride. */
    private static final Duration WAY_HOME = Duration.ofSeconds(30);

    private final SimulationPlan plan;
    private final RideObserver observer;
    private final InstantSource time;

    public CitySimulation(SimulationPlan plan, RideObserver observer) {
        this(plan, observer, InstantSource.system());
    }

    CitySimulation(SimulationPlan plan, RideObserver observer, InstantSource time) {
        this.plan = plan;
        this.observer = observer;
        this.time = time;
    }

    /**
     * Runs the simulation; call it once.
     *
     * @throws InterruptedException if the calling thread is interrupted, after everyone has stopped
     */
    public SimulationSummary run() throws InterruptedException {
        var random = new SplittableRandom(plan.seed());
        List<Trip> trips = plan.trips().take(plan.rides(), random.split());
        Instant start = time.instant();
        var ledger = new RideLedger(time, start, observer);
        if (trips.size() < plan.rides()) {
            observer.noted(Duration.ZERO, "there are only %d trips".formatted(trips.size()));
        }
        // People of an earlier run may still have a ride, so everyone gets a new name.
        String names = Long.toString(start.toEpochMilli(), Character.MAX_RADIX);

        var run = new Run(time, start, start.plus(plan.timeLimit()), plan.pace(), plan.habits(), ledger);
        ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
        try (var client = new ApiClient(time, start.plus(plan.timeLimit()))) {
            var online = new CountDownLatch(plan.drivers());
            for (int number = 1; number <= plan.drivers(); number++) {
                Trip near = trips.get((number - 1) % trips.size());
                DriverBot driver = driver(number, names, near.pickup(), client, run, random.split());
                people.submit(life(ledger, () -> driver.live(online::countDown)));
            }
            online.await(plan.timeLimit().toMillis(), TimeUnit.MILLISECONDS);
            ride(riders(trips, names, client, run, random), people, ledger);
            run.finish();
            people.shutdown();
            if (!people.awaitTermination(WAY_HOME.toMillis(), TimeUnit.MILLISECONDS)) {
                ledger.problem("some drivers did not come home");
            }
        } finally {
            run.finish();
            people.shutdownNow();
            people.close();
        }
        return ledger.summary(trips.size());
    }

    @FunctionalInterface
    private interface Life {
        void live() throws InterruptedException;
    }

    private static Callable<Void> life(RideLedger ledger, Life life) {
        return () -> {
            try {
                life.live();
            } catch (RuntimeException broken) {
                ledger.problem("a bot broke down: " + broken);
            }
            return null;
        };
    }

    /** Waits until every rider has arrived, given up, or run out of time. */
    private static void ride(List<RiderBot> riders, ExecutorService people, RideLedger ledger)
            throws InterruptedException {
        List<Callable<Void>> lives = new ArrayList<>();
        riders.forEach(rider -> lives.add(life(ledger, rider::live)));
        people.invokeAll(lives);
    }

    private List<RiderBot> riders(
            List<Trip> trips, String names, ApiClient client, Run run, SplittableRandom random) {
        var riders = new ArrayList<RiderBot>();
        for (Trip trip : trips) {
            String name = "rider-%s-%02d".formatted(names, riders.size() + 1);
            var account = new Account(client, plan.tokens(), "rider", name);
            riders.add(new RiderBot(
                    account,
                    new BookingApi(plan.addresses().booking(), account),
                    new TrackingApi(plan.addresses().tracking(), account),
                    trip,
                    run,
                    random.split()));
        }
        return riders;
    }

    private DriverBot driver(
            int number, String names, GeoPoint near, ApiClient client, Run run, SplittableRandom random) {
        var account = new Account(client, plan.tokens(), "driver", "driver-%s-%02d".formatted(names, number));
        GeoPoint start = Places.away(near, random.nextDouble(FURTHEST_START_METERS), random.nextDouble(2 * Math.PI));
        return new DriverBot(
                account,
                new BookingApi(plan.addresses().booking(), account),
                new DispatchApi(plan.addresses().dispatch(), account),
                new TrackingApi(plan.addresses().tracking(), account),
                new Vehicle(Vehicle.STANDARD, "RW %03d".formatted(number), "Toyota Prius"),
                start,
                run,
                random);
    }
}
