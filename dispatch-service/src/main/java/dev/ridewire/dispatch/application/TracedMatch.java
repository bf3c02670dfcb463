package dev.ridewire.dispatch.application;

import dev.ridewire.dispatch.domain.ride.Match;
import dev.ridewire.events.TraceContext;
import java.util.Objects;

/**
 * A match, and the trace that its ride began.
 *
 * @param rideTrace the span that consumed the ride's last event: what time does to the match later continues there
 */
public record TracedMatch(Match match, TraceContext rideTrace) {
    public TracedMatch {
        Objects.requireNonNull(match, "match");
        Objects.requireNonNull(rideTrace, "rideTrace");
    }
}
