package dev.ridewire.dispatch.domain.matching;

import dev.ridewire.dispatch.domain.matching.Exchange.Move;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The decision about promised rides that change their drivers.
 *
 * <p>
 * All promised rides and all drivers who could take over form one graph. The present pair of a ride costs its pickup
 * ETA, and each other pair costs the least saving more. So an assignment at the lowest total changes drivers only where
 * that saves as much as all rides that change must save together. All promised rides have a driver in it, because the
 * present one is always among the candidates, and the solver serves as many rides as possible.
 */
public final class Reconsidering {
    private Reconsidering() {}

    /**
     * The bounds of reconsidering.
     *
     * @param saving       the least saving for each ride that changes its driver
     * @param savingShare  the least saving as a share of the present ETA, 0 to 1: a ride that may change once should
     *                     not spend its change on the first small gain
     * @param near         a driver whose ETA is at most this keeps the ride
     * @param swapsPerRide how often a ride may change its driver; 0 switches reconsidering off
     * @param longestDelay by how much the ETA of a ride may grow for the sake of others
     */
    public record Settings(
            Duration saving, double savingShare, Duration near, int swapsPerRide, Duration longestDelay) {
        public Settings {
            Objects.requireNonNull(saving, "saving");
            Objects.requireNonNull(near, "near");
            Objects.requireNonNull(longestDelay, "longestDelay");
            if (!(savingShare >= 0 && savingShare <= 1)) {
                throw new IllegalArgumentException("savingShare: %s (expected: 0 to 1)".formatted(savingShare));
            }
            if (!saving.isPositive() || near.isNegative() || longestDelay.isNegative() || swapsPerRide < 0) {
                throw new IllegalArgumentException(
                        "saving, near, longestDelay, swapsPerRide: %s, %s, %s, %d (expected: 0 or more, saving above 0)"
                                .formatted(saving, near, longestDelay, swapsPerRide));
            }
        }

        /** Returns the least saving for a ride, in milliseconds. */
        long leastSaving(Candidate present) {
            return Math.max(saving.toMillis(), Math.round(savingShare * BatchMatching.pickupMillis(present)));
        }

        boolean allow(Promise promise) {
            return promise.swaps() < swapsPerRide && promise.present().pickupEta().compareTo(near) > 0;
        }
    }

    /**
     * Returns the changes that pay off. Those of one exchange belong together; exchanges are independent.
     *
     * @param promises each ride once, each driver the present one of at most one ride
     */
    public static List<Exchange> decide(List<Promise> promises, Settings settings, SolveBudget budget) {
        List<Promise> open = promises.stream().filter(settings::allow).toList();
        Set<String> bound = new HashSet<>();
        promises.stream().filter(promise -> !settings.allow(promise))
                .forEach(promise -> bound.add(promise.present().driverId()));
        List<List<Candidate>> candidates = open.stream()
                .map(promise -> candidatesOf(promise, bound, settings)).toList();
        Solution solution = MinimumCostAssignment.solve(graphOf(candidates, settings), DriverPrices.none(), budget);
        if (!(solution instanceof Solution.Optimal(Assignment assignment, DriverPrices _))) {
            // The greedy rest of a solution could leave a promised ride without a driver.
            return List.of();
        }
        Map<String, Move> byFormerDriver = new HashMap<>();
        for (int ride = 0; ride < open.size(); ride++) {
            OptionalInt place = assignment.candidateOf(ride);
            if (place.isEmpty()) {
                throw new IllegalStateException("ride %s has no driver (expected: at least the present one)"
                        .formatted(open.get(ride).match().rideId()));
            }
            if (place.getAsInt() > 0) {
                byFormerDriver.put(open.get(ride).present().driverId(), new Move(open.get(ride).match(),
                        open.get(ride).present(), candidates.get(ride).get(place.getAsInt())));
            }
        }
        return exchanges(open, byFormerDriver);
    }

    /** The present driver comes first. */
    private static List<Candidate> candidatesOf(Promise promise, Set<String> bound, Settings settings) {
        Duration longest = promise.present().pickupEta().plus(settings.longestDelay());
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(promise.present());
        promise.others().stream()
                .filter(other -> !other.driverId().equals(promise.present().driverId()))
                .filter(other -> !bound.contains(other.driverId()) && other.pickupEta().compareTo(longest) <= 0)
                .forEach(candidates::add);
        return candidates;
    }

    private static CandidateGraph graphOf(List<List<Candidate>> candidates, Settings settings) {
        Map<String, Integer> numbers = new TreeMap<>();
        candidates.forEach(ofRide -> ofRide.forEach(candidate -> numbers.put(candidate.driverId(), 0)));
        int number = 0;
        for (Map.Entry<String, Integer> driver : numbers.entrySet()) {
            driver.setValue(number++);
        }
        var graph = CandidateGraph.builder(numbers.size());
        for (List<Candidate> ofRide : candidates) {
            graph.request();
            long surcharge = 0;
            for (Candidate candidate : ofRide) {
                graph.candidate(numbers.getOrDefault(candidate.driverId(), 0),
                        BatchMatching.pickupMillis(candidate) + Math.toIntExact(surcharge));
                surcharge = settings.leastSaving(ofRide.getFirst());
            }
        }
        return graph.build();
    }

    /** Collects the moves that hang together: the new driver of one is the former driver of the next. */
    private static List<Exchange> exchanges(List<Promise> open, Map<String, Move> byFormerDriver) {
        Set<String> taken = new HashSet<>();
        byFormerDriver.values().forEach(move -> taken.add(move.to().driverId()));
        List<String> former = open.stream().map(promise -> promise.present().driverId())
                .filter(byFormerDriver::containsKey).toList();
        Set<String> seen = new HashSet<>();
        List<Exchange> exchanges = new ArrayList<>();
        // A chain starts at a driver whom no other ride takes, so these come first; circles are left.
        Stream.concat(former.stream().filter(driver -> !taken.contains(driver)), former.stream())
                .filter(seen::add)
                .forEach(driver -> exchanges.add(exchangeFrom(driver, byFormerDriver, seen)));
        return exchanges;
    }

    private static Exchange exchangeFrom(String driver, Map<String, Move> byFormerDriver, Set<String> seen) {
        List<Move> moves = new ArrayList<>();
        Duration saved = Duration.ZERO;
        @Nullable
        Move move = byFormerDriver.get(driver);
        while (move != null) {
            moves.add(move);
            saved = saved.plus(move.from().pickupEta()).minus(move.to().pickupEta());
            String next = move.to().driverId();
            move = seen.add(next) ? byFormerDriver.get(next) : null;
        }
        return new Exchange(moves, saved);
    }
}
