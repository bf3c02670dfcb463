package dev.ridewire.dispatch.config;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The configuration of dispatch.
 *
 * @param offerLife      how long a driver can think about an offer
 * @param searchWindow   how long a driver is searched for, from the start of each attempt
 * @param askAgain       how long a driver who let an offer lapse is left alone before the same ride may come back, if
 *                       nobody else is there
 * @param vehicleClasses the classes of cars that the city has
 */
@ConfigurationProperties("ridewire.dispatch")
public record DispatchProperties(
        @DefaultValue("15s") Duration offerLife,
        @DefaultValue("3m") Duration searchWindow,
        @DefaultValue("60s") Duration askAgain,
        @DefaultValue( {
                "STANDARD", "COMFORT", "XL"}) Set<String> vehicleClasses,
        @DefaultValue Matching matching,
        @DefaultValue Deadlines deadlines,
        @DefaultValue Forgetting forgetting,
        @DefaultValue Positions positions,
        @DefaultValue Travel travel,
        @DefaultValue Streams streams,
        @DefaultValue Nearby nearby){
    /**
     * Putting rides before drivers.
     *
     * @param tick          between two looks at the open searches
     * @param longestWindow between two batches under load, at most 2 s; 0 for none
     * @param fullBatch     rides that arrive within the longest window when a batch waits for all of it
     * @param searches      that a transaction takes; bounds how long rows stay locked while candidates are looked up
     * @param nearby        positions looked at first for a ride; up to 64 times as many where too few of these drivers
     *         can be asked
     * @param candidates    drivers weighed for a ride, of those who can be asked
     * @param waitingWeight how many seconds of pickup time a second of waiting is worth
     * @param solveBudget   time of the solver for a batch; past it, rides that are left take their nearest free driver
     */
    public record Matching(
            @DefaultValue("200ms") Duration tick,
            @DefaultValue("2s") Duration longestWindow,
            @DefaultValue("10") int fullBatch,
            @DefaultValue("100") int searches,
            @DefaultValue("200") int nearby,
            @DefaultValue("20") int candidates,
            @DefaultValue("1") double waitingWeight,
            @DefaultValue("200ms") Duration solveBudget) {
        public Matching {
            requirePositive("tick", tick);
        }
    }

    /**
     * Expiry of offers and end of searches.
     *
     * @param tick  between two looks at what is due
     * @param batch rows that a transaction takes
     */
    public record Deadlines(@DefaultValue("500ms") Duration tick, @DefaultValue("100") int batch) {}

    /**
     * Forgetting rides that are over.
     *
     * @param after longer than the topics keep a ride's events and people take to redrive them
     * @param batchesAfter how long dispatchers can see the batches that a ride was in
     * @param tick  between two looks at what is over
     * @param batch matches that a transaction takes, each with its offers; or records of batches
     */
    public record Forgetting(
            @DefaultValue("45d") Duration after,
            @DefaultValue("24h") Duration batchesAfter,
            @DefaultValue("1m") Duration tick,
            @DefaultValue("500") int batch) {
        public Forgetting {
            requirePositive("after", after);
            requirePositive("batches-after", batchesAfter);
            requirePositive("tick", tick);
        }
    }

    /**
     * The settings of driver positions.
     *
     * @param staleAfter a driver who was silent for longer is no candidate
     * @param maxDrivers bounds the memory that positions take
     * @param resolution of the H3 cells; 8 has edges of about half a kilometre
     * @param maxRings   of cells searched around a pickup; 12 at resolution 8 reach about 11 km
     */
    public record Positions(
            @DefaultValue("60s") Duration staleAfter,
            @DefaultValue("200000") int maxDrivers,
            @DefaultValue("8") int resolution,
            @DefaultValue("12") int maxRings) {}

    /**
     * Estimated travel times.
     *
     * @param detour          how much longer the way is than the straight line
     * @param metersPerSecond average speed; 7 is 25 km/h, a city by day
     */
    public record Travel(@DefaultValue("1.3") double detour, @DefaultValue("7") double metersPerSecond) {}

    /**
     * Streams of offers to drivers.
     *
     * @param poll      how often the offers of all connected drivers are looked up, in case a push was lost
     * @param heartbeat below the idle time-out of common proxies (30 s and more)
     * @param maxOpen   streams of an instance; more are answered 503
     * @param perDriver streams of one driver on an instance; with one more, the oldest ends
     */
    public record Streams(
            @DefaultValue("10s") Duration poll,
            @DefaultValue("15s") Duration heartbeat,
            @DefaultValue("10000") int maxOpen,
            @DefaultValue("10") int perDriver) {
        public Streams {
            requirePositive("poll", poll);
            requirePositive("heartbeat", heartbeat);
        }
    }

    /**
     * The view that riders have of the free cars around them.
     *
     * @param window     how long a car stays where it was seen first
     * @param resolution of the H3 cells that cars and riders are blurred to; 9 has edges of about 200 m
     * @param seen       positions looked at first around a rider; up to 16 times as many where their cars aren't free
     * @param places     areas shown of each class
     * @param maxAreas   areas whose answers are kept within a window
     */
    public record Nearby(
            @DefaultValue("10s") Duration window,
            @DefaultValue("9") int resolution,
            @DefaultValue("100") int seen,
            @DefaultValue("8") int places,
            @DefaultValue("10000") int maxAreas) {}

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("%s: %s (expected: more than 0)".formatted(name, value));
        }
    }
}
