package dev.ridewire.dispatch.domain.matching;

import static dev.ridewire.dispatch.domain.Samples.NOON;
import static dev.ridewire.dispatch.domain.Samples.POLICY;
import static dev.ridewire.dispatch.domain.Samples.TRIP;
import static dev.ridewire.dispatch.domain.Samples.offered;
import static dev.ridewire.dispatch.domain.Samples.ride;
import static dev.ridewire.dispatch.domain.Samples.searching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridewire.dispatch.domain.Dispatching;
import dev.ridewire.dispatch.domain.ride.Match;
import dev.ridewire.dispatch.domain.ride.MatchState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BatchMatchingTest {
    private static final Instant LATER = NOON.plus(POLICY.askAgain()).plusSeconds(1);
    private static final MatchingPolicy MATCHING = new MatchingPolicy(1, Duration.ofMillis(200));

    @Test
    void twoRidesThatCrossAreNotServedByTheOldestRidesChoice() {
        // Oldest first would give d0 to the first ride, and send d1 over 600 s to the second: 660 s instead of 160 s.
        var decision = decide(List.of(search(1, 60, 90), search(2, 70, 600)), NOON);

        assertThat(driversOf(decision)).containsExactly("d1", "d0");
        assertThat(decision.optimal()).isTrue();
        assertThat(decision.candidates()).isEqualTo(4);
    }

    @Test
    void eachRideGetsTheNearestDriverWhereTheyDoNotCross() {
        assertThat(driversOf(decide(List.of(search(1, 60, 120), search(2, 70, 90)), NOON))).containsExactly("d0", "d1");
    }

    @Test
    void aRideTakesAFartherDriverWhenOtherwiseAnotherRideHadNone() {
        assertThat(driversOf(decide(List.of(search(1, 60, 900), search(2, 30)), NOON))).containsExactly("d1", "d0");
    }

    @Test
    void theOlderRideGetsTheLastDriver() {
        OpenSearch old = search(waitingSince(1, NOON.minusSeconds(60)), 90);
        OpenSearch young = search(waitingSince(2, NOON), 50);

        assertThat(decide(List.of(old, young), NOON).proposals())
                .extracting(proposal -> proposal.match().rideId()).containsExactly(ride(1));
    }

    @Test
    void waitingIsWorthAsMuchAsItsWeightSays() {
        OpenSearch old = search(waitingSince(1, NOON.minusSeconds(60)), 90);
        OpenSearch young = search(waitingSince(2, NOON), 20);

        assertThat(decide(List.of(old, young), NOON).proposals())
                .as("90 s less 60 s against 20 s").extracting(proposal -> proposal.match().rideId())
                .containsExactly(ride(2));
        assertThat(BatchMatching.decide(List.of(old, young), new MatchingPolicy(2, Duration.ofSeconds(1)), POLICY, NOON,
                () -> 0).proposals()).extracting(proposal -> proposal.match().rideId()).containsExactly(ride(1));
    }

    @Test
    void excludedDriversStayExcluded() {
        Match picky = waitingSince(1, NOON, "d0");

        assertThat(driversOf(decide(List.of(search(picky, 10, 500)), NOON))).containsExactly("d1");
        assertThat(driversOf(decide(List.of(search(picky, 10)), NOON))).isEmpty();
    }

    @Test
    void whoIgnoredTheRideIsAskedAgainOnlyIfNobodyElseIsThere() {
        Match ignored = Objects.requireNonNull(Dispatching.expire(
                Objects.requireNonNull(offered(ride(1), "d0").match()).match(),
                Objects.requireNonNull(offered(ride(1), "d0").driver()).driver(), NOON).match()).match();

        assertThat(driversOf(decide(List.of(search(ignored, 10, 500)), LATER))).containsExactly("d1");
        assertThat(driversOf(decide(List.of(search(ignored, 10)), LATER))).containsExactly("d0");
        assertThat(driversOf(decide(List.of(search(ignored, 10)), NOON))).isEmpty();
    }

    @Test
    void theOrderOfCandidatesDecidesNothing() {
        List<OpenSearch> searches = List.of(search(1, 60, 60, 60), search(2, 60, 60, 60));
        List<OpenSearch> reversed = searches.stream().map(search -> {
            List<Candidate> candidates = new ArrayList<>(search.candidates());
            Collections.reverse(candidates);
            return new OpenSearch(search.match(), candidates);
        }).toList();

        assertThat(driversOf(decide(reversed, NOON))).isEqualTo(driversOf(decide(searches, NOON)));
    }

    @Test
    void absurdDurationsAreBounded() {
        OpenSearch ancient = search(waitingSince(1, Instant.EPOCH), Integer.MAX_VALUE);
        OpenSearch fromTheFuture = search(waitingSince(2, NOON.plusSeconds(3_600)), Integer.MAX_VALUE, 5);
        var heavy = new MatchingPolicy(100, Duration.ofSeconds(1));

        assertThat(driversOf(BatchMatching.decide(List.of(ancient, fromTheFuture), heavy, POLICY, NOON, () -> 0)))
                .containsExactly("d0", "d1");
    }

    @Test
    void furtherTermsCountToTheCost() {
        OpenSearch search = search(1, 60, 90);
        PairTerm againstTheNearest = (_, candidate) -> candidate.driverId().equals("d0") ? 31_000 : 0;

        assertThat(driversOf(BatchMatching.decide(List.of(search), MATCHING, List.of(againstTheNearest), POLICY, NOON,
                () -> 0))).containsExactly("d1");
    }

    @Test
    void theSumOfFurtherTermsIsBounded() {
        OpenSearch search = search(1, 60, 1_862);
        PairTerm absurd = (_, candidate) -> candidate.driverId().equals("d0") ? Long.MAX_VALUE : -1;

        assertThat(driversOf(BatchMatching.decide(List.of(search), MATCHING, List.of(absurd, absurd), POLICY, NOON,
                () -> 0))).as("60 s and 30 min against 1,862 s").containsExactly("d0");
    }

    @Test
    void aSpentTimeBudgetIsToldAndTheOldestRideTakesItsNearest() {
        var clock = new AtomicLong();
        var decision = BatchMatching.decide(List.of(search(1, 60, 90), search(2, 70, 600)),
                new MatchingPolicy(1, Duration.ofNanos(1)), POLICY, NOON, clock::incrementAndGet);

        assertThat(decision.optimal()).isFalse();
        assertThat(driversOf(decision)).containsExactly("d0", "d1");
        assertThat(decision.solveTime()).isPositive();
    }

    @Test
    void absurdPoliciesAreRefused() {
        assertThatThrownBy(() -> new MatchingPolicy(-0.1, Duration.ofSeconds(1)))
                .hasMessage("waitingWeight: -0.1 (expected: 0 to 100)");
        assertThatThrownBy(() -> new MatchingPolicy(Double.NaN, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MatchingPolicy(1, Duration.ZERO))
                .hasMessage("solveBudget: PT0S (expected: more than 0)");
    }

    @Property
    void nobodyIsProposedTwiceAndNoRideStaysAloneBesideAFreeDriver(
            @ForAll @Size(max = 12) List<@Size(max = 6) List<@IntRange(max = 900) Integer>> etas) {
        List<OpenSearch> searches = new ArrayList<>();
        for (List<Integer> seconds : etas) {
            searches.add(search(searches.size(), seconds.stream().mapToInt(Integer::intValue).toArray()));
        }
        List<Proposal> proposals = decide(searches, NOON).proposals();

        var drivers = proposals.stream().map(proposal -> proposal.candidate().driverId()).toList();
        var rides = proposals.stream().map(proposal -> proposal.match().rideId()).toList();
        assertThat(drivers).doesNotHaveDuplicates();
        assertThat(rides).doesNotHaveDuplicates();
        for (OpenSearch search : searches) {
            if (!rides.contains(search.match().rideId())) {
                assertThat(drivers).containsAll(search.candidates().stream().map(Candidate::driverId).toList());
            }
        }
    }

    private static BatchDecision decide(List<OpenSearch> searches, Instant now) {
        return BatchMatching.decide(searches, MATCHING, POLICY, now, () -> 0);
    }

    private static List<String> driversOf(BatchDecision decision) {
        return decision.proposals().stream().map(proposal -> proposal.candidate().driverId()).toList();
    }

    private static Match waitingSince(long number, Instant since, String... excluded) {
        return new Match(ride(number), 1, 1, TRIP, new MatchState.Searching(), Set.of(excluded), Map.of(), since,
                NOON.plus(POLICY.searchWindow()), NOON);
    }

    private static OpenSearch search(long number, int... etaSeconds) {
        return search(searching(ride(number)), etaSeconds);
    }

    private static OpenSearch search(Match match, int... etaSeconds) {
        List<Candidate> candidates = new ArrayList<>();
        for (int seconds : etaSeconds) {
            candidates.add(new Candidate("d" + candidates.size(), Duration.ofSeconds(seconds)));
        }
        return new OpenSearch(match, candidates);
    }
}
