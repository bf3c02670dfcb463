package dev.ridewire.dispatch.domain.matching;

import dev.ridewire.dispatch.domain.ride.Match;
import java.util.List;
import java.util.Objects;

/** A match that searches, and the drivers within its reach. */
public record OpenSearch(Match match, List<Candidate> candidates) {
    public OpenSearch {
        Objects.requireNonNull(match, "match");
        candidates = List.copyOf(candidates);
    }
}
