package dev.ridewire.dispatch.domain.matching;

import dev.ridewire.dispatch.domain.ride.Match;
import java.util.Objects;

/** A match and the driver who should be asked. */
public record Proposal(Match match, Candidate candidate) {
    public Proposal {
        Objects.requireNonNull(match, "match");
        Objects.requireNonNull(candidate, "candidate");
    }
}
