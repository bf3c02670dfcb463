package dev.ridewire.simulator.city;

import java.util.List;
import java.util.random.RandomGenerator;

/** A source of trips for a simulation. */
public interface Trips {
    /**
     * Takes a number of trips, ordered by the time of their request.
     *
     * @param count  how many are wanted; there may be fewer, and never more
     * @param random the only source of chance, so that a seed gives the same trips again
     */
    List<Trip> take(int count, RandomGenerator random);
}
