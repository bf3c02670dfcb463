package dev.ridewire.simulator;

import dev.ridewire.simulator.city.MadeUpCity;
import dev.ridewire.simulator.city.Trips;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A plan of a simulation.
 *
 * @param rides     how many rides are asked for, at least 1; fewer happen if there are fewer trips
 * @param drivers   how many drivers are on shift, at least 1
 * @param seed      the same seed repeats trips and people's decisions, but not the timing of the services
 * @param timeLimit after which rides that are not over count as unfinished
 */
public record SimulationPlan(
        Addresses addresses,
        Tokens tokens,
        int rides,
        int drivers,
        Trips trips,
        long seed,
        Duration timeLimit,
        Pace pace,
        Habits habits) {
    public static final int DEFAULT_RIDES = 30;
    public static final int DEFAULT_DRIVERS = 20;

    public SimulationPlan {
        Objects.requireNonNull(addresses, "addresses");
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(trips, "trips");
        Objects.requireNonNull(pace, "pace");
        Objects.requireNonNull(habits, "habits");
        requireAtLeastOne("rides", rides);
        requireAtLeastOne("drivers", drivers);
        if (!timeLimit.isPositive()) {
            throw new IllegalArgumentException("timeLimit: " + timeLimit + " (expected: above 0)");
        }
    }

    /** Returns a lively made-up city with a random seed. */
    public static SimulationPlan madeUp(Addresses addresses, Tokens tokens, int rides, int drivers) {
        requireAtLeastOne("rides", rides);
        requireAtLeastOne("drivers", drivers);
        return new SimulationPlan(addresses, tokens, rides, drivers, MadeUpCity.forRides(rides),
                ThreadLocalRandom.current().nextLong(1_000_000), timeLimitFor(rides, drivers), Pace.HURRIED,
                Habits.LIVELY);
    }

    public SimulationPlan withTrips(Trips other) {
        // Trips from a file take up to three times as long as made-up ones.
        return new SimulationPlan(addresses, tokens, rides, drivers, other, seed, timeLimit.multipliedBy(2), pace,
                habits);
    }

    public SimulationPlan withSeed(long other) {
        return new SimulationPlan(addresses, tokens, rides, drivers, trips, other, timeLimit, pace, habits);
    }

    public SimulationPlan withTimeLimit(Duration other) {
        return new SimulationPlan(addresses, tokens, rides, drivers, trips, seed, other, pace, habits);
    }

    public SimulationPlan withPace(Pace other) {
        return new SimulationPlan(addresses, tokens, rides, drivers, trips, seed, timeLimit, other, habits);
    }

    public SimulationPlan withHabits(Habits other) {
        return new SimulationPlan(addresses, tokens, rides, drivers, trips, seed, timeLimit, pace, other);
    }

    /** Adds three minutes for a search, one for each ride of an average driver, and three for the rest. */
    private static Duration timeLimitFor(int rides, int drivers) {
        return Duration.ofMinutes(6 + Math.ceilDiv(rides, drivers));
    }

    private static void requireAtLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s: %d (expected: at least 1)".formatted(name, value));
        }
    }
}
