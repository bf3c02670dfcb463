package dev.ridewire.dispatch.domain;

import static dev.ridewire.dispatch.domain.Samples.NOON;
import static dev.ridewire.dispatch.domain.Samples.POLICY;
import static dev.ridewire.dispatch.domain.Samples.offered;
import static dev.ridewire.dispatch.domain.Samples.ride;
import static dev.ridewire.dispatch.domain.Samples.searching;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NearestDriverTest {
    private static final Instant LATER = NOON.plus(POLICY.askAgain()).plusSeconds(1);

    @Test
    void eachRideGetsTheNearestDriverWhoIsLeft() {
        var proposals = NearestDriver.assign(
                List.of(search(1, 120, 60), search(2, 90, 30)), POLICY, NOON);

        assertThat(proposals).extracting(proposal -> proposal.candidate().driverId()).containsExactly("d1", "d0");
    }

    @Test
    void whoIgnoredTheRideIsAskedAgainOnlyIfNobodyElseIsThere() {
        Match ignored = Objects.requireNonNull(Dispatching.expire(
                Objects.requireNonNull(offered(ride(1), "d0").match()).match(),
                Objects.requireNonNull(offered(ride(1), "d0").driver()).driver(), NOON).match()).match();

        assertThat(NearestDriver.assign(List.of(new OpenSearch(ignored, candidates(10, 500))), POLICY, LATER))
                .extracting(proposal -> proposal.candidate().driverId()).containsExactly("d1");
        assertThat(NearestDriver.assign(List.of(new OpenSearch(ignored, candidates(10))), POLICY, LATER))
                .extracting(proposal -> proposal.candidate().driverId()).containsExactly("d0");
        assertThat(NearestDriver.assign(List.of(new OpenSearch(ignored, candidates(10))), POLICY, NOON)).isEmpty();
    }

    @Property
    void nobodyIsProposedTwiceAndNoRideStaysAloneBesideAFreeDriver(
            @ForAll @Size(max = 12) List<@Size(max = 6) List<@IntRange(max = 900) Integer>> etas) {
        List<OpenSearch> searches = new ArrayList<>();
        for (List<Integer> seconds : etas) {
            searches.add(search(searches.size(), seconds.stream().mapToInt(Integer::intValue).toArray()));
        }
        var proposals = NearestDriver.assign(searches, POLICY, NOON);

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

    private static OpenSearch search(long number, int... etaSeconds) {
        return new OpenSearch(searching(ride(number)), candidates(etaSeconds));
    }

    private static List<Candidate> candidates(int... etaSeconds) {
        List<Candidate> candidates = new ArrayList<>();
        for (int seconds : etaSeconds) {
            candidates.add(new Candidate("d" + candidates.size(), Duration.ofSeconds(seconds)));
        }
        return candidates;
    }
}
