package dev.ridewire.simulator.city;

import dev.ridewire.geo.GeoPoint;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A part of a city about two kilometres across with short trips in it, so that a whole ride fits into less than a
 * minute.
 *
 * @param center the centre of the city
 * @param within the time in which all requests arrive
 */
public record MadeUpCity(GeoPoint center, Duration within) implements Trips {
    /** Lower Manhattan, like the trips of the README. */
    private static final GeoPoint DEFAULT_CENTER = new GeoPoint(40.7484, -73.9857);
    private static final double RADIUS_METERS = 900;
    private static final double SHORTEST_TRIP_METERS = 300;
    private static final double LONGEST_TRIP_METERS = 900;

    public MadeUpCity {
        Objects.requireNonNull(center, "center");
        Objects.requireNonNull(within, "within");
    }

    /** Returns a city in which a rider requests a ride about every 1.5 seconds. */
    public static MadeUpCity forRides(int rides) {
        return new MadeUpCity(DEFAULT_CENTER, Duration.ofMillis(1_500L * rides));
    }

    @Override
    public List<Trip> take(int count, RandomGenerator random) {
        return IntStream.range(0, count)
                .mapToObj(number -> trip(random))
                .sorted(Comparator.comparing(Trip::requestedAfter))
                .toList();
    }

    private Trip trip(RandomGenerator random) {
        // The square root spreads the pickups evenly over the disc.
        GeoPoint pickup = Places.away(center, RADIUS_METERS * Math.sqrt(random.nextDouble()), angle(random));
        double length = random.nextDouble(SHORTEST_TRIP_METERS, LONGEST_TRIP_METERS);
        GeoPoint dropoff = Places.away(pickup, length, angle(random));
        return new Trip(pickup, dropoff, Duration.ofMillis(random.nextLong(within.toMillis() + 1)));
    }

    private static double angle(RandomGenerator random) {
        return random.nextDouble(2 * Math.PI);
    }
}
