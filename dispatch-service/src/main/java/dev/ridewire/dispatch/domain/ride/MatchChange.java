package dev.ridewire.dispatch.domain.ride;

import java.util.Objects;

/** A fact about a match, and the match as it is since. */
public record MatchChange(Match match, MatchFact fact) {
    public MatchChange {
        Objects.requireNonNull(match, "match");
        Objects.requireNonNull(fact, "fact");
    }
}
