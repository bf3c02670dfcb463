package dev.ridewire.dispatch.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The simplest fair assignment: the ride that waits longest gets the driver who is there first. */
public final class NearestDriver {
    private NearestDriver() {}

    /**
     * Proposes at most one driver for a match and at most one match for a driver.
     *
     * @param searches oldest first
     */
    public static List<Proposal> assign(List<OpenSearch> searches, DispatchPolicy policy, Instant now) {
        Set<String> taken = new HashSet<>();
        List<Proposal> proposals = new ArrayList<>();
        for (OpenSearch search : searches) {
            Match match = search.match();
            search.candidates().stream()
                    .filter(candidate -> !taken.contains(candidate.driverId()))
                    .filter(candidate -> match.mayAsk(candidate.driverId(), policy, now))
                    .min(bestFor(match))
                    .ifPresent(candidate -> {
                        taken.add(candidate.driverId());
                        proposals.add(new Proposal(match, candidate));
                    });
        }
        return proposals;
    }

    /**
     * Those who let this ride lapse come last; equally near drivers are told apart by id, so that the result is one.
     */
    private static Comparator<Candidate> bestFor(Match match) {
        return Comparator.<Candidate, Boolean>comparing(candidate -> match.wasIgnoredBy(candidate.driverId()))
                .thenComparing(Candidate::pickupEta)
                .thenComparing(Candidate::driverId);
    }
}
