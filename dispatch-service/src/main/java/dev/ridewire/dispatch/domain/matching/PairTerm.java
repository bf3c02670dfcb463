package dev.ridewire.dispatch.domain.matching;

import dev.ridewire.dispatch.domain.ride.Match;

/** A part of the cost of a ride and a driver, beside the pickup time and the waiting of the ride. */
@FunctionalInterface
public interface PairTerm {
    /** Returns the cost in milliseconds, 0 or more. {@link BatchMatching} bounds the sum of all terms. */
    long millis(Match match, Candidate candidate);
}
