package dev.ridewire.dispatch.domain.matching;

import dev.ridewire.dispatch.domain.ride.DispatchPolicy;
import dev.ridewire.dispatch.domain.ride.Match;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * The decision of a batch: as many rides as possible get a driver, and the sum of their costs is the lowest.
 *
 * <p>
 * The cost of a pair is the pickup time in milliseconds, less the time that the ride has waited times
 * {@link MatchingPolicy#waitingWeight()}. A driver who let an offer of this ride lapse counts as an hour further away.
 * Further terms can be added.
 */
public final class BatchMatching {
    /** More than any pickup within a city takes, so that others are asked first. */
    private static final long IGNORED_MILLIS = Duration.ofHours(1).toMillis();
    /** Both bounds keep a cost within an int at the largest weight of waiting. */
    private static final long LONGEST_PICKUP_MILLIS = Duration.ofDays(1).toMillis();
    private static final long LONGEST_WAIT_MILLIS = Duration.ofHours(3).toMillis();

    /** Half of what an ignored offer counts: no other term reaches a driver who let this ride lapse. */
    private static final long LARGEST_TERM_MILLIS = Duration.ofMinutes(30).toMillis();

    private BatchMatching() {}

    /**
     * Proposes a driver for each search that can have one.
     *
     * @param searches oldest first, each ride once
     * @param nanoTime a clock that only moves forward, for the solver's time budget
     */
    public static BatchDecision decide(
            List<OpenSearch> searches, MatchingPolicy matching, DispatchPolicy policy, Instant now,
            LongSupplier nanoTime) {
        return decide(searches, matching, List.of(), policy, now, nanoTime);
    }

    /**
     * Proposes a driver for each search that can have one.
     *
     * @param searches oldest first, each ride once
     * @param terms    further parts of the cost of a pair
     * @param nanoTime a clock that only moves forward, for the solver's time budget
     */
    public static BatchDecision decide(
            List<OpenSearch> searches, MatchingPolicy matching, List<PairTerm> terms, DispatchPolicy policy,
            Instant now, LongSupplier nanoTime) {
        List<List<Candidate>> candidates = searches.stream().map(search -> mayBeAsked(search, policy, now)).toList();
        CandidateGraph graph = graphOf(searches, candidates, matching, terms, now);
        long start = nanoTime.getAsLong();
        Solution solution = MinimumCostAssignment.solve(graph, DriverPrices.none(),
                SolveBudget.of(matching.solveBudget(), nanoTime));
        Duration solveTime = Duration.ofNanos(nanoTime.getAsLong() - start);
        List<Proposal> proposals = new ArrayList<>();
        for (int request = 0; request < searches.size(); request++) {
            Match match = searches.get(request).match();
            List<Candidate> ofMatch = candidates.get(request);
            solution.assignment().candidateOf(request)
                    .ifPresent(place -> proposals.add(new Proposal(match, ofMatch.get(place))));
        }
        return new BatchDecision(proposals, graph.edges(), solution instanceof Solution.Optimal, solveTime);
    }

    private static List<Candidate> mayBeAsked(OpenSearch search, DispatchPolicy policy, Instant now) {
        return search.candidates().stream()
                .filter(candidate -> search.match().mayAsk(candidate.driverId(), policy, now))
                // The order in which the index found drivers decides nothing.
                .sorted(Comparator.comparing(Candidate::driverId))
                .toList();
    }

    private static CandidateGraph graphOf(
            List<OpenSearch> searches, List<List<Candidate>> candidates, MatchingPolicy matching,
            List<PairTerm> terms, Instant now) {
        Map<String, Integer> numbers = new TreeMap<>();
        candidates.forEach(ofMatch -> ofMatch.forEach(candidate -> numbers.put(candidate.driverId(), 0)));
        int number = 0;
        for (Map.Entry<String, Integer> driver : numbers.entrySet()) {
            driver.setValue(number++);
        }
        long longestWait = searches.stream().mapToLong(search -> waited(search.match(), now)).max().orElse(0);
        var graph = CandidateGraph.builder(numbers.size());
        for (int request = 0; request < searches.size(); request++) {
            Match match = searches.get(request).match();
            // Costs are 0 or more, so the term counts how much less than the longest a ride has waited.
            long younger = Math.round((longestWait - waited(match, now)) * matching.waitingWeight());
            graph.request();
            for (Candidate candidate : candidates.get(request)) {
                graph.candidate(numbers.getOrDefault(candidate.driverId(), 0),
                        Math.toIntExact(pickupCost(match, candidate) + younger + sum(terms, match, candidate)));
            }
        }
        return graph.build();
    }

    private static long pickupCost(Match match, Candidate candidate) {
        long pickup = pickupMillis(candidate);
        return match.wasIgnoredBy(candidate.driverId()) ? pickup + IGNORED_MILLIS : pickup;
    }

    static int pickupMillis(Candidate candidate) {
        return Math.toIntExact(Math.clamp(candidate.pickupEta().toMillis(), 0, LONGEST_PICKUP_MILLIS));
    }

    private static long sum(List<PairTerm> terms, Match match, Candidate candidate) {
        long sum = 0;
        for (PairTerm term : terms) {
            sum += Math.clamp(term.millis(match, candidate), 0, LARGEST_TERM_MILLIS);
        }
        return Math.min(sum, LARGEST_TERM_MILLIS);
    }

    private static long waited(Match match, Instant now) {
        return Math.clamp(Duration.between(match.waitingSince(), now).toMillis(), 0, LONGEST_WAIT_MILLIS);
    }
}
